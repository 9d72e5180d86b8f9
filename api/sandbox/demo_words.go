package sandbox

// The words from which the demo's records are made. They are in many scripts,
// because customers are. The hostile ones, as customers are that too, have an
// object of their own; with Options.Hostile they are everywhere.

var assetModels = []string{
	"Acer Swift 14", "Apple MacBook Air 13", "Apple MacBook Pro 16", "ASUS Zenbook Duo", "Brother HL-L2445DW", "Cisco Webex Desk",
	"Dell Latitude 7450", "Dell UltraSharp U2724", "Dell XPS 13", "Epson WF-C5790", "Fairphone 5", "Framework Laptop 16",
	"Fujitsu fi-8170", "HP EliteBook 840", "HP LaserJet M507", "Honeywell CT45", "Jabra Evolve2 75", "Lenovo ThinkPad T14",
	"Lenovo ThinkPad X1 Carbon", "LG 27UQ850", "Logitech MX Master", "Microsoft Surface Pro", "Nokia XR21", "Poly Studio P15",
	"Raspberry Pi 5", "Samsung Galaxy Tab S9", "Sony Bravia BZ40", "Synology DS923+", "Yubico YubiKey 5C", "Zebra TC58",
	"富士通 LIFEBOOK U9", "小米 平板 6", "ЭВМ «Эльбрус»", "삼성 갤럭시 북4",
}

var assetPlaces = []string{
	"Athens Αθήνα", "Bergen", "Brno", "Čadca", "Dublin", "Ērgļi", "Genève", "Győr", "İzmir", "Kraków", "Kyiv Київ", "Lisboa",
	"Malmö", "München", "Nairobi", "Oslo", "Plzeň", "Québec", "Reykjavík", "São Paulo", "Tallinn", "Tōkyō 東京", "Beirut بيروت",
	"Tel Aviv תל אביב", "Delhi दिल्ली", "Bangkok กรุงเทพ", "Seoul 서울", "Shanghai 上海", "Tbilisi თბილისი", "Zürich",
}

// rareModels are devices of which there is one in each place's list: they stand
// where oddNames stand with Options.Hostile, name by name in sorted order, so
// that every other record has the same name in both.
var rareModels = []string{
	"3CX Desk phone, reception", "3M Privacy screen, trade fair", "9ine Badge printer, Oslo", "AKG K371, meeting room", "APC Smart-UPS 1500, server room", "ASRock DeskMini, till 2",
	"Intel NUC 13, signage", "TomTom Go, van 3", "Zyxel Switch 24, rack B", "eGate Scanner, warehouse", "iPad Air 11, loan device", "iPhone 15, on call", "Öhlins Test bench, workshop",
	"Эвотор 7.3, касса", "आईबॉल टैबलेट, स्टोर", "한컴 태블릿, 창고", "화웨이 라우터, 서울", "ｉＰｈｏｎｅ 貸出機", "ＮＥＣ ルーター, 東京", "ＳＨＡＲＰ 電話機, 受付", "ＴＯＳＨＩＢＡ レジ, 銀座",
}

// oddNames are what a terminal must survive: emoji joined by ZWJ, flags,
// combining marks, right-to-left overrides, invisible characters, control
// sequences, and a very long line.
var oddNames = []string{
	"👩‍👩‍👧‍👦 Family plan tablet", "🇪🇺🇯🇵 Travel router", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Stirling till", "e\u0301tude no\u0308 n-spacing projector", "Z̴̛͎a̷͝l̵g̸o label printer",
	"Invoice\u202egnp.exe", "\u2067مرحبا\u2069 reception screen", "zero\u200bwidth\u200dspace\ufeffkey", "Tab\tand\nnewline in a name",
	"\x1b]0;owned\x07Title changer", "\x1b[31mRed alarm\x1b[0m", "\u009b2J cleared", "<script>alert(1)</script>", "'; DROP TABLE assets; --",
	"=HYPERLINK(\"http://evil.example\")", "{{dc.asset_name}}", "ﷺ ligature ﷽", "Ｆｕｌｌｗｉｄｔｈ　Ｎａｍｅ", "𝕱𝖗𝖆𝖐𝖙𝖚𝖗 𝖐𝖊𝖞𝖇𝖔𝖆𝖗𝖉", "क्षत्रिय स्टेशन",
	"A name that goes on and on because someone pasted the whole description of the device, its place, its owner and the reason why it was bought into the one field that every table shows first, and nobody ever shortened it afterwards",
}

var assetNotes = []string{
	"Cracked screen, replaced under warranty.", "Lent to the trade fair team until further notice.", "Do not re-image: holds the calibration tool.",
	"Fan rattles when warm.\nCustomer asked for a quiet one.", "Two chargers handed out.", "Battery at 71 %, order a spare.", "Locker 14, key at reception.",
	"Returned without its dock.", "Received with dents;\nphotos are in the ticket.\n\nNo claim was made.", "Stolen in Lisboa, police report filed.",
	"Η οθόνη αλλάχτηκε.\nΟ πελάτης ενημερώθηκε.", "Клавиатура залита кофе.\nПочищена, работает.", "屏幕已更换。\n客户满意。", "画面に線が入る。\n部品待ち。",
	"تم استبدال البطارية.\nالجهاز يعمل الآن.", "הסוללה הוחלפה.\nהלקוח מרוצה.", "स्क्रीन बदली गई।\nग्राहक संतुष्ट है।", "เปลี่ยนแบตเตอรี่แล้ว\nลูกค้าพอใจ", "Ersatzteil bestellt 🔧\nLieferung in KW 47",
	"Label printed twice, one is on the box.", "Handed over in person, signed for.", "Firmware updated, restart after hours only.",
	longNote,
}

// oddNotes stand in the place of the last short notes with Options.Hostile.
var oddNotes = []string{
	"\x1b]0;owned\x07A note that tries to rename the window.\x1b[2J\nAnd a second line.", "Right-to-left override: \u202egpj.tar\u202c end.", "Zero\u200bwidth\u200b marks \u2066isolated\u2069 here.",
}

// longNote has many lines, as pasted logs do.
const longNote = `Diagnosis, pasted from the field tool:

  09:14:02 power on, self test passed
  09:14:09 fan 1 at 3,900 rpm, fan 2 at 4,050 rpm
  09:15:31 disk health 94 %, 2 reallocated sectors
  09:16:00 wireless: 5 GHz, channel 44, -61 dBm
  09:17:44 battery: 412 cycles, 83 % of the design capacity
  09:21:10 display: one dead pixel at 1204x388
  09:22:05 audio: left speaker distorted above 70 %

Customer says it started after the last update. Tried: another charger, safe
mode, an older driver. Nothing helped. The next step would be the main board,
which costs more than the machine is worth.

Приложение: см. заявку. 付録：チケットを参照。 ملحق: راجع التذكرة.`

var storeCities = []string{
	"Athens Αθήνα", "Bergen", "Brno", "Dublin", "Genève", "Győr", "İzmir", "Kraków", "Kyiv Київ", "Lisboa", "Malmö", "München",
	"Nairobi", "Plzeň", "Québec", "Reykjavík", "São Paulo", "Tōkyō 東京", "Beirut بيروت", "Tel Aviv תל אביב", "Delhi दिल्ली", "Bangkok กรุงเทพ", "Seoul 서울", "Shanghai 上海",
}

var storeKinds = []string{"Depot", "Shop", "Repair point"}

var streets = []string{
	"Karl Johans gate 12\n0154 Oslo", "Ερμού 44\n105 63 Αθήνα", "вул. Хрещатик 22\nКиїв", "南京东路 100 号\n上海", "銀座 4-5-6\n中央区\n東京",
	"شارع الحمرا ٢١\nبيروت", "דיזנגוף 99\nתל אביב", "कनॉट प्लेस 7\nनई दिल्ली", "ถนนสีลม 18\nกรุงเทพ", "강남대로 396\n서울", "Rua Augusta 1500\nSão Paulo", "Třída 1. máje 5\nPlzeň",
}

var vendorNames = []string{
	"Alpen Technik GmbH", "Baltic Spare Parts OÜ", "Cedar & Sons", "Dragon Electronics 龙电子", "Ègide Services", "Fjord Hardware AS", "Gdańsk Elektronika",
	"Hellas Parts Ελλάς", "Indus Components सिंधु", "Jaffa Supply יפו", "Kiso Trading 木曽商事", "Levant Parts المشرق", "Mekong Devices แม่โขง", "Nevsky Невский", "Ostrava Servis",
	"Pacific Wholesale", "Quito Repuestos", "Rhône Matériel", "Seoul Semicon 서울반도체", "Tatra Komponenty",
}

var repairSteps = []string{
	"1. Opened the case\n2. Replaced the fan\n3. Tested for an hour", "Screen replaced; old one recycled.", "Keyboard cleaned, three keys exchanged.",
	"Reflowed the power socket.\nTested with two chargers.", "No fault found.\nReturned as it was.", "Διάγνωση: μπαταρία.\nΑντικαταστάθηκε.", "Замена разъёма питания.", "更换主板，测试通过。",
	"電源基板を交換。\n動作確認済み。", "استبدال الشاشة", "הוחלף מסך", "बैटरी बदली", "เปลี่ยนพัดลม", longNote,
}

var routes = []string{
	"Oslo → Bergen", "Αθήνα → Θεσσαλονίκη", "Київ → Львів", "上海 → 杭州", "東京 → 大阪", "بيروت ← دمشق", "תל אביב ← חיפה", "दिल्ली → आगरा", "กรุงเทพ → เชียงใหม่", "Brno → Praha", "Québec → Montréal", "Lisboa → Porto ✈️",
}
