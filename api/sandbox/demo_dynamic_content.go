package sandbox

import "time"

// Ids of the demo's dynamic content start here.
const (
	firstDCItemID    int64 = 60_001
	firstDCVariantID int64 = 61_001
)

// demoText is one item: texts by locale, the default one first.
type demoText struct {
	name     string
	outdated bool // the default was rewritten after the others
	variants []demoVariant
}

type demoVariant struct {
	locale  int64
	content string
}

// Locales of the demo's texts, by the ids of accountLocales.
const (
	inEnglish, inSpanish, inGerman, inChinese, inFrench       = 1, 2, 8, 10, 16
	inRussian, inHebrew, inArabic, inJapanese, inHindi        = 27, 30, 66, 67, 1365
	inPortuguese                                        int64 = 19
)

var demoTexts = []demoText{
	{"Refund issued", false, []demoVariant{
		{inEnglish, "Refund issued"}, {inGerman, "Erstattet"}, {inFrench, "Remboursement effectué"}, {inJapanese, "返金済み"}, {inArabic, "تم رد المبلغ"},
	}},
	{"Snowboard Problem", false, []demoVariant{
		{inFrench, "Voici mon contenu dynamique en français"}, {inSpanish, "Este es mi contenido dinámico en español"},
	}},
	{"Greeting", true, []demoVariant{
		{inEnglish, "Hello {{ticket.requester.first_name}},\n\nthank you for writing to us. We answer within one working day."},
		{inGerman, "Guten Tag {{ticket.requester.name}},\n\nvielen Dank für Ihre Nachricht."},
		{inChinese, "您好，\n\n感谢您的来信。"}, {inHebrew, "שלום {{ticket.requester.first_name}},\n\nתודה שפנית אלינו."},
		{inHindi, "नमस्ते,\n\nहमें लिखने के लिए धन्यवाद।"}, {inRussian, "Здравствуйте!\n\nСпасибо за ваше письмо."},
	}},
	{"Opening hours", false, []demoVariant{
		{inEnglish, "Mon–Fri 08:00–18:00, Sat 09:00–13:00"}, {inGerman, "Mo–Fr 8–18 Uhr, Sa 9–13 Uhr"}, {inPortuguese, "Seg–Sex 8h–18h, Sáb 9h–13h"},
	}},
	{"Car title", false, []demoVariant{{inEnglish, "Car"}, {inFrench, "Voiture"}, {inJapanese, "車"}}},
	{"Leihgerät: Hinweis", true, []demoVariant{
		{inGerman, "Bitte senden Sie das Leihgerät innerhalb von 14 Tagen zurück."}, {inEnglish, "Please return the loan device within 14 days."},
	}},
	{"配送の遅れ", false, []demoVariant{{inJapanese, "配送が遅れております。ご迷惑をおかけして申し訳ございません。"}, {inEnglish, "Your delivery is late. We are sorry."}}},
	{"Signature 🖋", false, []demoVariant{{inEnglish, "— Your support team 🧑‍💻"}}},
}

// demoDynamicContent is the dynamic content at the start.
func demoDynamicContent() dynamicContent {
	var d dynamicContent
	variant := firstDCVariantID
	for i, text := range demoTexts {
		made := epoch.AddDate(-2, i, 0)
		it := &dcItem{
			ID: firstDCItemID + int64(i), Name: text.name, Placeholder: placeholderOf(text.name),
			Created: made, Updated: made.Add(time.Hour),
		}
		for j, v := range text.variants {
			at := made.Add(time.Duration(j) * time.Minute)
			made := &dcVariant{
				ID: variant, Locale: v.locale, Content: v.content, Default: j == 0, Active: true,
				Outdated: text.outdated && j > 0, Created: at, Updated: at,
			}
			if text.outdated && j == 0 {
				made.Updated = it.Updated
			}
			it.Variants = append(it.Variants, made)
			variant++
		}
		d.Items = append(d.Items, it)
	}
	return d
}
