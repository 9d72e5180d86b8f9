package sandbox

import (
	"slices"
	"strings"
)

// dynamicContentFamily serves /api/v2/dynamic_content/items and, below each,
// its variants.
var dynamicContentFamily = family{
	name:  "dynamic_content",
	seed:  func(s *Server) { s.dynamic = demoDynamicContent() },
	state: func(s *Server) any { return &s.dynamic },
	routes: func(s *Server) {
		const items = "/api/v2/dynamic_content/items"
		on := func(pattern string, h handler) { s.handle(pattern, agents, managesDynamicContent(h)) }
		on("GET "+items, dcItems.list)
		on("POST "+items, s.createDCItem)
		on("GET "+items+"/show_many", s.showManyDCItems)
		on("GET "+items+"/{id}", dcItems.show)
		on("PUT "+items+"/{id}", dcItems.with(s.updateDCItem))
		on("DELETE "+items+"/{id}", dcItems.with(s.deleteDCItem))
		dcVariantRoutes(s, on, items+"/{id}/variants")
	},
}

var managesDynamicContent = permitted("manage_dynamic_content")

var dcItems = kind[dcItem]{
	"item", "items", func(q *request) []*dcItem { return q.server.dynamic.Items },
	func(it *dcItem) *int64 { return &it.ID }, (*request).dcItemView,
}

// showManyDCItems takes the names in placeholders, bare or as dc.name or
// {{dc.name}}. Names that are not there are left out.
func (s *Server) showManyDCItems(q *request) *answer {
	names := q.list("identifiers")
	if len(names) > maxIDs {
		return tooManyIDs()
	}
	var found []*dcItem
	for _, name := range names {
		name = strings.TrimSuffix(strings.TrimPrefix(name, "{{"), "}}")
		name = strings.TrimPrefix(strings.TrimSpace(name), "dc.")
		if it := s.dynamic.called(name); it != nil {
			found = append(found, it)
		}
	}
	return ok(obj{{"items", views(found, q.dcItemView)}})
}

// createDCItem takes the variants in an array, or the content of the default
// one beside the name.
func (s *Server) createDCItem(q *request) *answer {
	t, bad := q.decoder("item", "name", "default_locale_id", "variants", "content")
	if bad != nil {
		return bad
	}
	it := &dcItem{Created: q.now(), Updated: q.now()}
	var home int64
	t.text("name", 0, &it.Name)
	t.id("default_locale_id", &home)
	it.Placeholder = placeholderOf(it.Name)
	s.checkDCName(q, &t.bad, it, true)
	if _, active := localeByID(home); !active {
		t.fault("default_locale_id", "is not one of the account's locales", "InvalidValue")
	}
	s.readDCVariants(q, &t, it, home)
	if t.bad.any() {
		return t.bad.answer()
	}
	it.ID = s.nextID()
	for _, v := range it.Variants {
		v.ID = s.nextID()
	}
	s.dynamic.Items = append(s.dynamic.Items, it)
	return dcItems.created(q, it)
}

// readDCVariants reads the variants of a new item; exactly one must be the
// default, in the item's default locale.
func (s *Server) readDCVariants(q *request, t *decoder, it *dcItem, home int64) {
	list, _ := t.in["variants"].([]any)
	if content, sent := t.in["content"]; sent && len(list) == 0 {
		list = []any{map[string]any{"content": content, "locale_id": t.in["default_locale_id"], "default": true}}
	}
	defaults := 0
	for _, one := range list {
		in, _ := one.(map[string]any)
		q.drop("item.variants", in, dcVariantKeys)
		v := newDCVariant(q)
		vt := decoder{in: in}
		readDCVariant(&vt, v)
		checkDCVariant(&vt, it, v)
		it.Variants = append(it.Variants, v)
		if v.Default {
			defaults++
			if v.Locale != home {
				vt.fault("variants", "the default one must be in the default locale", "InvalidValue")
			}
			if !v.Active {
				vt.fault("active", "the default variant must be active", "InvalidValue")
			}
		}
		t.bad.merge(vt.bad)
	}
	if defaults != 1 {
		t.fault("variants", "must have exactly one default", "InvalidValue")
	}
}

func (s *Server) updateDCItem(q *request, it *dcItem) *answer {
	t, bad := q.decoder("item", "name")
	if bad != nil {
		return bad
	}
	renamed := *it
	t.text("name", 0, &renamed.Name)
	s.checkDCName(q, &t.bad, &renamed, false)
	if t.bad.any() {
		return t.bad.answer()
	}
	if renamed.Name != it.Name {
		it.Name, it.Updated = renamed.Name, q.now()
	}
	return dcItems.answer(q, it)
}

func (s *Server) deleteDCItem(_ *request, it *dcItem) *answer {
	s.dynamic.Items = slices.DeleteFunc(s.dynamic.Items, func(o *dcItem) bool { return o == it })
	return noContent()
}

// checkDCName refuses a blank or taken name, and for a new item a taken
// placeholder. As with the real service the details are keyed by the labels of
// the language of whoever asks.
func (s *Server) checkDCName(q *request, bad *invalid, it *dcItem, fresh bool) {
	if bad.any() {
		return
	}
	w := dcWordsFor(q.locale())
	if strings.TrimSpace(it.Name) == "" || it.Placeholder == "" {
		bad.add(w.title, w.title+" "+w.blank, "BlankValue")
		return
	}
	var name, placeholder bool
	for _, o := range s.dynamic.Items {
		if o.ID != it.ID {
			name = name || strings.EqualFold(o.Name, it.Name)
			placeholder = placeholder || fresh && o.Placeholder == it.Placeholder
		}
	}
	if name {
		bad.add(w.title, w.title+" "+w.taken, "")
	}
	if placeholder {
		bad.add(w.placeholder, w.placeholder+"  {{dc."+it.Placeholder+"}} "+w.placeholderTaken, "")
	}
}

// dcWords are the labels and faults of dynamic content in one language.
type dcWords struct{ title, placeholder, blank, taken, placeholderTaken string }

var dcWordsByLanguage = map[string]dcWords{
	"en": {"Title:", "Placeholder:", "cannot be blank", "has already been taken", "has already been taken"},
	"es": {"Título:", "Marcador de posición:", "no puede estar en blanco", "ya está en uso", "ya está en uso"},
	"de": {"Titel:", "Platzhalter:", "darf nicht leer sein", "ist bereits vergeben", "ist bereits vergeben"},
	"fr": {"Titre :", "Balise :", "ne peut pas être vide", "est déjà utilisé", "est déjà utilisée"},
	"zh": {"标题：", "占位符：", "不能为空", "已被使用", "已经被使用"},
	"ja": {"タイトル：", "プレースホルダ：", "を入力してください", "はすでに使用されています", "はすでに使用されています"},
	"he": {"כותרת:", "מציין מיקום:", "לא יכול להיות ריק", "כבר בשימוש", "כבר בשימוש"},
}

// dcWordsFor speaks English where no words are known.
func dcWordsFor(l locale) dcWords {
	if w, known := dcWordsByLanguage[language(l.code)]; known {
		return w
	}
	return dcWordsByLanguage["en"]
}
