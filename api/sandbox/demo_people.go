package sandbox

// The people and the customers of the demo, in the scripts of the world.

var deskAgents = []string{
	"Ada Lindqvist", "Marek Šťastný", "Ευγενία Παπαδοπούλου", "Ольга Соколова", "陳怡君", "田中 陽子",
	"김민준", "ليلى حداد", "נועה בן־דוד", "अनन्या शर्मा", "สมชาย ใจดี", "José Ñandú",
	"Zoë O’Brien", "Nguyễn Thị Hồng", "Þóra Ægisdóttir", "Łukasz Żółć", "Amara Okafor", "İpek Çağlayan",
	"Tomás de la Cruz", "Siobhán Ní Dhomhnaill",
}

var deskGroups = []string{
	"Support", "Field service", "Logistics", "Rückgaben", "Σέρβις", "Склад", "保修部", "サポート", "دعم", "תמיכה", "सहायता", "VIP 🧑‍💻",
}

var deskOrganizations = []string{
	"Nordlicht AG", "Café Kłódka", "Αφοί Δημητρίου ΟΕ", "ООО «Ромашка»", "上海晨光贸易有限公司", "株式会社 山手",
	"한빛전자", "شركة النور", "חברת הגליל", "भारत ट्रेडर्स", "บริษัท ฟ้าใส จำกัด", "Ferretería Ñuñoa",
	"O’Reilly & Sons", "Smörgås AB", "Ðà Nẵng Foods", "Kardeşler Ltd. Şti.", "Blue Heron Clinics", "Harbour Hotels",
	"Municipality of Örebro", "Transportes Ibérica", "École du Lac", "Green Fields Co-op", "Summit Outfitters", "Tidewater Marine",
	"Zürich Optik", "Le Petit Prince 📚", "Mighty Oaks School", "Polar Freight", "Red Kite Cycles", "Silverline Dental",
}

var deskGiven = []string{
	"Anna", "Björn", "Chloé", "Đorđe", "Ελένη", "Фёдор", "美咲", "伟", "지우", "يوسف", "דניאל", "प्रिया", "มานี", "Gülşen", "Íris", "Jürgen", "Kwame", "Lucía", "Mária", "Noël",
}

var deskFamilyNames = []string{
	"Andersson", "Brandt", "Çelik", "Dvořák", "Eriksen", "Fernández", "García", "Håkansson", "Ibrahim", "Jónsson", "Kowalczyk", "Lefèvre", "Müller", "Nakamura", "Öztürk", "Petrović", "Quispe", "Rossi", "Şahin", "Tanaka", "Ueda", "Varga", "Weiß", "Xu",
}

var deskSubjects = []string{
	"Laptop does not start after the update", "Where is my parcel?", "Drucker druckt nur leere Seiten", "Ma facture est fausse",
	"Η οθόνη τρεμοπαίζει", "Не приходит счёт", "屏幕有亮点", "パスワードを忘れました", "배터리가 빨리 닳아요", "الشاحن لا يعمل", "המסך נשבר",
	"प्रिंटर काम नहीं कर रहा", "เครื่องเปิดไม่ติด", "Refund for order #4471", "Pojištění zařízení", "Return label is missing 📦",
	"Change the delivery address", "Subscription renewed twice", "¿Cuándo llega el técnico?", "Two monitors, one cable",
	"Scanner reads wrong codes", "Please call me back", "Warranty claim: broken hinge", "Noise from the fan", "Keyboard layout is wrong (ß, ä, ö)",
}
