package sandbox

import "strings"

// zdWords are the service's own words in the standard ticket statuses, in
// English, German and Japanese; other languages have English here. The names
// status_new, status_end_user_open and status_new_description are recorded from
// an account (raw_agent_label, raw_end_user_label and raw_description of its
// statuses); the others follow them.
var zdWords = map[string][3]string{
	"status_new": {"New", "Neu", "新規"}, "status_open": {"Open", "Offen", "オープン"},
	"status_pending": {"Pending", "Wartend", "保留中"}, "status_hold": {"On-hold", "Angehalten", "待機中"},
	"status_solved": {"Solved", "Gelöst", "解決済み"},

	"status_end_user_new": {"Open", "Offen", "オープン"}, "status_end_user_open": {"Open", "Offen", "オープン"},
	"status_end_user_pending": {"Awaiting your reply", "Wartet auf Ihre Antwort", "あなたの返信待ち"},
	"status_end_user_hold":    {"Open", "Offen", "オープン"}, "status_end_user_solved": {"Solved", "Gelöst", "解決済み"},

	"status_new_description":     {"Nobody has looked at the ticket", "Niemand hat das Ticket angesehen", "チケットは未確認です"},
	"status_open_description":    {"Staff is working on the ticket", "Das Ticket ist in Arbeit", "担当者が対応しています"},
	"status_pending_description": {"Staff is waiting for the requester to reply", "Wir warten auf die Antwort", "リクエスタの返信待ちです"},
	"status_hold_description":    {"Staff is waiting for a third party", "Wir warten auf Dritte", "第三者の対応待ちです"},
	"status_solved_description":  {"The ticket has been solved", "Das Ticket ist gelöst", "チケットは解決済みです"},
}

// zdContent is the service's word behind {{zd.name}}.
func zdContent(name string, locale int64) (string, bool) {
	words, known := zdWords[name]
	switch locale {
	case inGerman:
		return words[1], known
	case inJapanese:
		return words[2], known
	}
	return words[0], known
}

// zdPlaceholder is how a text names one of the service's words.
func zdPlaceholder(name string) string { return "{{zd." + name + "}}" }

func hasPlaceholder(text string) bool {
	return strings.Contains(text, "{{dc.") || strings.Contains(text, "{{zd.")
}
