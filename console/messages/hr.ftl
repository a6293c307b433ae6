# Hrvatski.

app-name = Segmenti u Klaviyo
skip = Prijeđi na glavni sadržaj
menu = Izbornik
navigation = Stranice
language = Jezik
theme = Izgled
theme-system = Upotrijebi postavku uređaja
theme-light = Svijetlo
theme-dark = Tamno
sign-in = Prijava
sign-out = Odjava
loading = Učitavanje…
role-administrator = Administrator
role-contributor = Suradnik
role-operator = Operater
role-viewer = Čitatelj

exports = Izvozi
export = Izvoz
runs = Izvođenja
run = Pokreni
connections = Veze
connection = Veza
segments = Segmenti
segment = Segment
audit = Nadzor
settings = Postavke
overview = Pregled stanja
details = Pojedinosti
name = Naziv
type = Vrsta
format = Format
person = Osoba
state = Stanje
actions = Radnje
all = Sve
edit = Uredi
remove = Ukloni
duplicate = Dupliciraj
detach = Odvoji
save = Spremi
saved = Spremljeno
cancel = Odustani
close = Zatvori
done = Gotovo
next = Dalje
previous = Natrag
keep-editing = Nastavi uređivanje
discard = Odbaci
ask-discard = Odbaciti promjene?
ask-discard-text = Nisu spremljene.
choose = Odaberite…
optional = (neobavezno)
required = (obavezno)
field-required = Ovo je polje obavezno.
name-in-use = Ovaj se naziv već koristi.
try-again = Pokušaj ponovno
nothing-found = Nema rezultata
clear-filters = Očisti filtre
list-address-invalid = U adresi je filtar ili stranica koja ne postoji
remove-filter = Ukloni filtar: { $name }
pages = Stranice popisa
previous-page = Prethodna stranica
next-page = Sljedeća stranica
page-rows = { $first }–{ $last }
page-rows-of = { $first }–{ $last } od { $total }
date-from = Od
date-to = Do
needs-attention = Zahtijeva pažnju
more-of = Više: { $name }
rows-about = oko { $count }
created = Stvoreno
started = Počelo
ended = Završilo
queued = Stavljeno u red
duration = Trajanje
read = Pročitano
accepted = Prihvaćeno
not-sent = Nije poslano
updated = Ažurirano
chunks = Poslovi uvoza
status = Status
import-jobs-list = Poslovi uvoza u servisu Klaviyo
import-jobs-none = ID-ovi ovog izvođenja nisu sačuvani.
sent-at = Poslano
profiles = Profili
not-accepted = Neprihvaćeno
identifier = ID
warnings = Upozorenja
notes = Napomene
per-second =
    { $count ->
        [one] { $count } profil u sekundi
        [few] { $count } profila u sekundi
       *[other] { $count } profila u sekundi
    }

signed-out-title = Prijavite se da biste vidjeli svoje izvoze
signed-out-text = Ova stranica pokazuje što se šalje u Klaviyo. Prijavite se računom svoje organizacije.
signed-in-title = Prijavljeni ste
signed-in-text = Zatvorite ovu karticu i vratite se na prethodnu. Ono što ste ondje unijeli još je tamo.
signed-in-again = Ponovno ste prijavljeni. Ponovite posljednji korak.
no-role-title = Vaš račun nema ulogu u ovoj aplikaciji
no-role-text = Prijavljeni ste, ali vaš račun nema ulogu u ovoj aplikaciji. Zamolite administratora da vam u servisu Microsoft Entra ID dodijeli ulogu Viewer, Operator, Contributor ili Administrator pa se ponovno prijavite.
other-account = Upotrijebi drugi račun
unreachable-title = Aplikacija ne odgovara
not-allowed-title = Nemate pristup ovoj stranici
page-not-found-title = Stranica nije pronađena

state-queued = U redu čekanja
state-preparing = Priprema
state-uploading = Prijenos
state-importing = Uvoz
state-successful = Uspješno
state-completed_with_warnings = Završeno s upozorenjima
state-failed = Neuspješno
state-skipped = Preskočeno
state-canceled = Otkazano
trigger = Pokretanje
trigger-schedule = Raspored
trigger-on_demand = Na zahtjev
trigger-segment_updated = Ažuriranje segmenta
trigger-api_key = Drugi sustav

exports-lead = Svaki izvoz šalje segmente na jedan popis u servisu Klaviyo.
exports-count =
    { $count ->
        [one] { $count } izvoz
        [few] { $count } izvoza
       *[other] { $count } izvoza
    }
search-exports = Pretraži izvoze
search-lists = Pretraži popise
add-export = Dodaj izvoz
edit-export = Uredi izvoz
copy-of = { $name } (kopija)
last-run = Zadnje izvođenje
next-run = Sljedeće izvođenje
next-runs = Sljedeća izvođenja
health-text =
    { $count ->
        [one] Zadnje izvođenje: { $states }
        [few] Zadnja { $count } izvođenja: { $states }
       *[other] Zadnjih { $count } izvođenja: { $states }
    }
never-run = Nikad pokrenuto
detached = Bez veze
connection-hidden = Samo za administratore
run-named = Pokreni { $name }
choose-named = Odaberi { $name }
chosen-exports = Odabrani izvozi
chosen-count =
    { $count ->
        [one] { $count } izvoz odabran
        [few] { $count } izvoza odabrana
       *[other] { $count } izvoza odabrano
    }
choose-all =
    { $count ->
        [one] Odaberi { $count } odgovarajući izvoz
        [few] Odaberi sva { $count } odgovarajuća izvoza
       *[other] Odaberi svih { $count } odgovarajućih izvoza
    }
choose-none = Poništi odabir
bulk-run = Pokreni
bulk-pause = Pauziraj rasporede
bulk-resume = Uključi rasporede
move-exports = Premjesti izvoze
choose-page = Odaberi sve na ovoj stranici
bulk-move = Premjesti
bulk-remove = Ukloni
bulk-ask-run =
    { $count ->
        [one] Pokrenuti { $count } izvoz?
        [few] Pokrenuti { $count } izvoza?
       *[other] Pokrenuti { $count } izvoza?
    }
bulk-text-run = Svaki se izvoz odmah pokreće.
bulk-ask-pause =
    { $count ->
        [one] Pauzirati raspored { $count } izvoza?
        [few] Pauzirati rasporede { $count } izvoza?
       *[other] Pauzirati rasporede { $count } izvoza?
    }
bulk-text-pause = Ubuduće će se pokretati samo na zahtjev.
bulk-ask-resume =
    { $count ->
        [one] Uključiti raspored { $count } izvoza?
        [few] Uključiti rasporede { $count } izvoza?
       *[other] Uključiti rasporede { $count } izvoza?
    }
bulk-text-resume = Ubuduće će se pokretati prema rasporedu.
bulk-ask-move =
    { $count ->
        [one] Premjestiti { $count } izvoz na drugu vezu?
        [few] Premjestiti { $count } izvoza na drugu vezu?
       *[other] Premjestiti { $count } izvoza na drugu vezu?
    }
bulk-text-move = Na drugom računu svaki izvoz šalje na popis istog naziva.
bulk-create-lists = Stvori popise kojih na računu nema
bulk-create-lists-text = Inače se ne premještaju izvozi za koje na računu nema popisa istog naziva.
bulk-ask-remove =
    { $count ->
        [one] Ukloniti { $count } izvoz?
        [few] Ukloniti { $count } izvoza?
       *[other] Ukloniti { $count } izvoza?
    }
bulk-text-remove = Brišu se izvozi i njihovi zapisi o poslanim profilima. Profili ostaju u servisu Klaviyo, a prošla izvođenja u povijesti.
bulk-progress = Dovršeno { $done } od { $count }
bulk-refused =
    { $count ->
        [one] { $count } izvoz nije promijenjen:
        [few] { $count } izvoza nisu promijenjena:
       *[other] { $count } izvoza nije promijenjeno:
    }
run-all = Pokreni sve
run-all-text = Pokreće sve izvoze kojima upravljate i čiji je raspored uključen.
run-all-started =
    { $count ->
        [one] Pokrenut je { $count } izvoz.
        [few] Pokrenuta su { $count } izvoza.
       *[other] Pokrenuto je { $count } izvoza.
    }
run-all-refused =
    { $count ->
        [one] { $count } izvoz nije se mogao pokrenuti:
        [few] { $count } izvoza nisu se mogla pokrenuti:
       *[other] { $count } izvoza nije se moglo pokrenuti:
    }
run-full = Pokreni potpunu sinkronizaciju
view-run = Prikaži izvođenje
turn-schedule-on = Uključi raspored
pause-schedule = Pauziraj raspored
no-exports = Još nema izvoza
first-connection = Administrator dodaje vezu s računom servisa Klaviyo.
first-steps = Prvi koraci
first-steps-done = Gotovo: { $done } od { $count }
first-list = Odaberite popis u servisu Klaviyo na koji se osobe dodaju ili ga stvorite.
first-export = Dodajte izvoz: odaberite segmente i popis u servisu Klaviyo.
first-run = Pokrenite ga da biste vidjeli ishod svakog retka.
first-ask = Zamolite administratora da doda vezu koju suradnici mogu koristiti.
ask-detach = Odvojiti { $name } od veze?
ask-detach-text = Izvoz zadržava konfiguraciju, ali se ne može izvoditi dok ne odaberete drugu vezu.
ask-remove = Ukloniti { $name }?
ask-remove-text = Brišu se izvoz i njegov zapis o poslanim profilima. Profili ostaju u servisu Klaviyo, a prošla izvođenja u povijesti.
ask-run-full = Pokrenuti potpunu sinkronizaciju izvoza { $name }?
ask-run-full-text = Šalju se svi profili, uključujući one koji se nisu promijenili od zadnjeg izvođenja.
ask-turn-schedule-on = Uključiti raspored izvoza { $name }?
ask-turn-schedule-on-text = Izvoz se zatim pokreće prema rasporedu.
ask-pause-schedule = Pauzirati raspored izvoza { $name }?
ask-pause-schedule-text = Izvoz se zatim pokreće samo na zahtjev.
done-detach = Izvoz { $name } odvojen je od veze.
done-remove = Uklonjeno: { $name }.
done-schedule = Promijenjen je raspored izvoza { $name }.
done-full = Pokrenuta je potpuna sinkronizacija izvoza { $name }.
configuration = Konfiguracija
detached-title = Ovaj izvoz nema vezu
detached-text = Ne može se izvoditi dok ne odaberete vezu.
choose-connection = Odaberite vezu
all-runs = Sva izvođenja
never-run-title = Ovaj izvoz još nije pokrenut
never-run-text = Pokrenite ga da biste vidjeli ishod svakog retka.
all-well = Ništa ne zahtijeva vašu pažnju
all-well-text =
    { $count ->
        [one] { $count } izvoz; zadnje je izvođenje uspjelo.
        [few] { $count } izvoza; zadnja su izvođenja uspjela.
       *[other] { $count } izvoza; zadnja su izvođenja uspjela.
    }
pending-changes = Promjene koje čekaju odobrenje
keys-attention = Ključevi koji zahtijevaju pažnju
key-refused = Klaviyo odbija ključ
key-expires = Ključ uskoro istječe
exports-attention = Izvozi koji zahtijevaju pažnju
attention-failed = Neuspješno
missing-attention = Osobe koje nedostaju na popisu
review-list = Pregledaj provjeru popisa
missing-count =
    { $count ->
        [one] Na popisu nedostaje { $count } osoba
        [few] Na popisu nedostaju { $count } osobe
       *[other] Na popisu nedostaje { $count } osoba
    }
attention-held =
    { $count ->
        [one] Uklanjanje { $count } profila čeka potvrdu
        [few] Uklanjanje { $count } profila čeka potvrdu
       *[other] Uklanjanje { $count } profila čeka potvrdu
    }
attention-alert = Alarm
attention-confirm = Izvođenje čeka potvrdu
attention-waits = Prvi dio čeka potvrdu
attention-skipped = Preskočeno
attention-not-sent =
    { $count ->
        [one] { $count } redak nije poslan
        [few] { $count } retka nisu poslana
       *[other] { $count } redaka nije poslano
    }
review-removal = Pregledaj uklanjanje
show-all = Prikaži sve
detached-count =
    { $count ->
        [one] { $count } izvoz nema vezu
        [few] { $count } izvoza nemaju vezu
       *[other] { $count } izvoza nema vezu
    }
running-now = Izvodi se sada
nothing-running = Nijedan se izvoz ne izvodi.
next-day = Sljedeća 24 sata
nothing-scheduled = Nijedan izvoz nije zakazan.
history = Povijest izvođenja
history-text =
    { $count ->
        [one] Redci zadnjeg izvođenja
        [few] Redci zadnja { $count } izvođenja
       *[other] Redci zadnjih { $count } izvođenja
    }

schedule = Raspored
schedule-manual = Na zahtjev
schedule-manual-text = Pokreće se kad ga netko pokrene.
schedule-refresh = Zakazano osvježavanje
schedule-refresh-text = Pokreće se uz osvježavanje sustava. Sljedeće:
schedule-custom = Prilagođeni raspored
schedule-custom-text = U vrijeme koje odaberete, svaki dan ili određenim danima.
schedule-segment_updated = Kad se segment ažurira
schedule-segment_updated-text = Pokreće se čim je nova verzija segmenta potpuna.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Svaki dan u { $times } ({ $zone })
schedule-weekly = { $days } u { $times } ({ $zone })
schedule-monthly = Svaki mjesec, dan { $days }, u { $times } ({ $zone })
schedule-off = Pauzirano
at = Vrijeme
how-often = Koliko često
times-a-day =
    { $count ->
        [one] { $count } put dnevno
        [few] { $count } puta dnevno
       *[other] { $count } puta dnevno
    }
days = Dani
time-zone = Vremenska zona
cron = Cron izraz
cron-hint = Minuta, sat, dan u mjesecu, mjesec, dan u tjednu. Na primjer 0 6 * * 1
cron-enter = Upiši cron izraz
unchanged-seconds = Čekaj dok nema promjena (u sekundama)
unchanged-seconds-hint = Segment se smatra potpunim kad se toliko dugo nijedna datoteka nije promijenila.
enabled = Raspored je uključen
enabled-hint = Dok je pauziran, izvoz se pokreće samo na zahtjev.
alert-rules = Alarmi
alert-rules-text = Obavijest stiže kad je izvođenje neobično.
alert-kind = Obavijesti me kad
alert-rejected-share = mnogo redaka nije poslano
alert-row-count = broj redaka je neobičan
alert-duration = izvođenje dugo traje
alert-no-run-by = nijedno izvođenje nije završilo do određenog vremena
alert-limit-rejected-share = Više od (posto)
alert-limit-row-count = Razlikuje se od uobičajenog za više od (posto)
alert-limit-duration = Duže od (minuta)
alert-limit-no-run-by = Do
alert-is-rejected-share = Više od { $limit } % redaka nije poslano
alert-is-row-count = Broj redaka odstupa od uobičajenog više od { $limit } %
alert-is-duration = Duže od { $limit } minuta
alert-is-no-run-by = Nijedno izvođenje nije završilo do { $limit } ({ $zone })
alerts-incomplete = Dovršite ili uklonite svaki alarm.
add-alert = Dodaj alarm
remove-alert = Ukloni alarm

steps = Koraci
step-invalid = zahtijeva pažnju
step-connection = Veza i popis
step-connection-text = Odaberite račun i popis u servisu Klaviyo na koji se šalju profili.
step-segments = Segmenti
step-segments-text = Odaberite segmente za slanje.
step-matching = Podudaranje podataka
step-matching-text = Povežite stupce segmenta s poljima servisa Klaviyo. Polje prema kojem se osobe identificiraju obavezno je.
step-rules = Način rada i raspored
step-rules-text = Odaberite što izvođenje smije promijeniti i kada se izvodi.
step-preview = Pregled i spremanje
step-preview-text = Pogledajte što bi izvođenje učinilo s trenutačnim podacima. Još ništa nije poslano.
save-and-run = Spremi i pokreni
draft-restored = Nespremljene promjene su vraćene
discard-draft = Odbaci ih
used-by = { $problem }: { $name }
export-name = Naziv izvoza
connection-for-export = Veza za izvoz
klaviyo-list = Popis u servisu Klaviyo
list-how = Pronađi popis
list-by-name = Po nazivu
list-by-id = Po ID-u popisa
list-id = ID popisa u Klaviyo
open-in-klaviyo = Otvori u servisu Klaviyo
copy-named = Kopiraj: { $name }
copied = Kopirano.
copy-failed = Preglednik nije dopustio kopiranje.
list-id-hint = U servisu Klaviyo otvorite popis i odaberite „Settings”.
list-id-invalid = ID popisa sadrži samo slova i znamenke.
list-found = Pronađen je popis: { $name }
list-unknown = Ovaj račun nema popis s tim ID-om.
new-list = Stvori novi popis
new-list-name = Naziv novog popisa
create-list = Stvori popis
segments-required = Odaberite barem jedan segment.
segments-several = Segmenti se šalju zajedno. Osobe koje su u više segmenata šalju se jednom.
segment-missing = { $name } nije u pohrani
segment-missing-text = Odaberite drugi segment ili provjerite sustav koji ga zapisuje.
rows-count =
    { $count ->
        [one] { $rows } redak
        [few] { $rows } retka
       *[other] { $rows } redaka
    }
columns-unknown = Stupci segmenta ne mogu se pročitati
suggestions = Predloženo prema nazivima i vrijednostima stupaca
suggestions-text = Provjerite svaki redak i po potrebi ga ispravite.
klaviyo-field = Polje u servisu Klaviyo
source = Izvor
examples = Primjeri
examples-unexpected = Neočekivane vrijednosti: { $examples }
column-for = Stupac za polje { $name }
column-missing = Ovog stupca nema u segmentu.
identity = Kako se osobe identificiraju
identity-hint = Osobe bez te vrijednosti ne šalju se. Nakon promjene svi se ponovno šalju jednom.
identity-required = Odaberite stupac prema kojem se osobe identificiraju.
field-not-sent = Ne šalje se
fixed-value = Ista vrijednost za sve
fixed-value-choice = Ista vrijednost za sve…
add-field = Dodaj polje
add-property = Dodaj svojstvo
property-name = Naziv svojstva
remove-property = Ukloni { $name }
type-for = Vrsta polja { $name }
type-auto = Automatski
type-string = Tekst
type-number = Broj
type-boolean = Da ili ne
type-date = Datum
type-datetime = Datum i vrijeme
type-list = Popis
blank-clear = Prazne vrijednosti brišu sadržaj polja
all-other-columns = Svi ostali stupci kao svojstva
unused-columns =
    { $count ->
        [one] { $count } stupac nije iskorišten: { $columns }
        [few] { $count } stupca nisu iskorištena: { $columns }
       *[other] { $count } stupaca nije iskorišteno: { $columns }
    }
no-unused-columns = Svi se stupci koriste.
data-matching = Podudaranje podataka
mode = Način rada
mode-upsert = Dodaj i ažuriraj
mode-upsert-text = Profili se dodaju na popis i održavaju ažurnima. Nitko se s njega ne uklanja.
mode-mirror = Zrcali segment
mode-mirror-text = Osobe koje napuste segment uklanjaju se i s popisa. Njihovi profili i privole ostaju.
mode-update = Samo ažuriraj
mode-update-text = Ažuriraju se profili koji postoje u servisu Klaviyo. Nijedan se profil ne stvara.
removal-limit = Stavi na čekanje uklanjanja veća od (posto)
removal-limit-hint = Izvođenje koje bi uklonilo više čeka potvrdu.
profile-limit = Ograničenje profila
profile-limit-hint = Izvođenje iznad ograničenja preskače se i ne šalje ništa. Konektor servisa Customer Insights dopuštao je { $limit }.
limit-invalid = Unesite cijeli broj 1 ili veći.
default-country = Zadana zemlja telefonskih brojeva
default-country-hint = Koristi se za brojeve bez pozivnog broja zemlje.
default-country-none = Nijedna: takvi se brojevi izostavljaju
shared-identifiers = Osobe koje dijele telefonski broj ili vanjski ID
shared-identifiers-hint = Klaviyo spaja takve profile, a to se ne može poništiti.
shared-omit = Izostavi zajedničku vrijednost
shared-omit-text = Profili se šalju bez nje.
shared-send-last = Pošalji je samo s posljednjim profilom
shared-send-last-text = Ostali se profili šalju bez nje.
subscribe = Privola za marketing
subscribe-hint = O pretplati odlučuje stupac segmenta. Isključeni se kanali ne mijenjaju.
channel-email = E-mail marketing
channel-sms = SMS marketing
channel-whatsapp = WhatsApp marketing
channel-push = Push obavijesti
channel-phone-missing = Najprije povežite stupac s telefonskim brojem.
subscribe-column = Stupac s privolom
subscribe-values = Vrijednosti koje znače „da”
subscribe-values-hint = Odvojite ih zarezima.
subscribe-time = Stupac s vremenom privole
subscribe-time-hint = Pretplatu sprječavaju samo odjave nakon tog vremena. Ako vremena nema, sprječava je svaka odjava.
subscribe-source = Izvor prikazan u servisu Klaviyo
revoke = Ako vrijednost znači „ne”
revoke-nothing = Ne poduzimaj ništa
revoke-list = Odjavi s ovog popisa
revoke-all = Odjavi sa svega
revoke-suppress = Blokiraj adresu e-pošte
revoke-values = Vrijednosti koje znače „ne”
respect-suppressions = Izostavi osobe koje su se odjavile u servisu Klaviyo
respect-suppressions-hint = Njihovi se profili šalju, ali se ne pretplaćuju.
subscribe-warning = Osobe koje su se odjavile mogu ponovno primati poruke
subscribe-warning-text = Pretplata profila u servisu Klaviyo poništava njegovu odjavu, prijavu neželjene pošte ili blokadu.
confirm-ignoring = Potvrđujem da se odjave u servisu Klaviyo zanemaruju
opt-outs = Odjave u servisu Klaviyo
opt-outs-ignored = Zanemaruju se
preview-blocked = Najprije dovršite ove korake
preview-preparing = Čitanje segmenta…
preview = Pregled
preview-title = Što bi izvođenje učinilo
preview-text = Izračunato iz trenutačnih podataka. Ništa nije poslano.
preview-as-new = Izračunato kao za novi izvoz.
preview-time = Procijenjeno najkraće vrijeme
preview-profiles = Prvi profili, kako bi bili poslani
preview-again = Osvježi pregled
columns-not-used = Neiskorišteni stupci

field-email = E-pošta
field-phone-number = Telefonski broj
field-external-id = Vanjski ID
field-first-name = Ime
field-last-name = Prezime
field-organization = Organizacija
field-title = Radno mjesto
field-locale = Regionalna postavka
field-image = Slika
field-location-address1 = Adresa
field-location-address2 = Adresa, drugi redak
field-location-city = Grad
field-location-region = Regija
field-location-zip = Poštanski broj
field-location-country = Zemlja
field-location-timezone = Vremenska zona
field-location-latitude = Zemljopisna širina
field-location-longitude = Zemljopisna dužina
field-location-ip = IP adresa

runs-lead = Trenutačna i prošla izvođenja.
no-runs = Još nema izvođenja
no-runs-text = Pokrenite izvoz da ga vidite ovdje.
run-ended = Izvođenje je završilo: { $state }
no-rows-read = Nijedan redak nije pročitan
cancel-run = Otkaži izvođenje
cancel-requested = Izvođenje se otkazuje
retry = Ponovi
ask-cancel-run = Otkazati ovo izvođenje?
ask-cancel-run-text = Više se ne šalju profili. Profili koje je Klaviyo već prihvatio ostaju.
ask-retry = Ponoviti ovo izvođenje?
ask-retry-text = Ponavljanje šalje retke koji nisu prihvaćeni. Prihvaćeni profili se ne mijenjaju.
replace-key = Zamijeni ključ
progress = Napredak
stage-preparing = Priprema
stage-uploading = Prijenos
stage-importing = Uvoz u servisu Klaviyo
stage-waiting = Čeka
stage-read =
    { $count ->
        [one] { $count } redak pročitan
        [few] { $count } retka pročitana
       *[other] { $count } redaka pročitano
    }
stage-chunks =
    { $total ->
        [one] { $done } od { $total } posla
        [few] { $done } od { $total } posla
       *[other] { $done } od { $total } poslova
    }
stage-chunks-open =
    { $done ->
        [one] dosad { $done } posao
        [few] dosad { $done } posla
       *[other] dosad { $done } poslova
    }
time-left = još najmanje { $time }
time-left-text = Klaviyo prima 10 poslova uvoza u sekundi i 150 u minuti. Ta se ograničenja dijele s drugim integracijama.
outcomes-title = Ishodi redaka
outcomes-read =
    { $count ->
        [one] redak pročitan
        [few] retka pročitana
       *[other] redaka pročitano
    }
outcomes-removed =
    { $count ->
        [one] { $count } profil uklonjen je s popisa.
        [few] { $count } profila uklonjena su s popisa.
       *[other] { $count } profila uklonjeno je s popisa.
    }
outcomes-cleared =
    { $count ->
        [one] Prazne vrijednosti ispraznile su polja { $count } profila.
        [few] Prazne vrijednosti ispraznile su polja { $count } profila.
       *[other] Prazne vrijednosti ispraznile su polja { $count } profila.
    }
outcomes-subscribed =
    { $count ->
        [one] { $count } profil je pretplaćen.
        [few] { $count } profila su pretplaćena.
       *[other] { $count } profila je pretplaćeno.
    }
outcomes-suppressed =
    { $count ->
        [one] { $count } profil odjavio se u servisu Klaviyo i nije pretplaćen.
        [few] { $count } profila odjavila su se u servisu Klaviyo i nisu pretplaćena.
       *[other] { $count } profila odjavilo se u servisu Klaviyo i nije pretplaćeno.
    }
outcomes-unsubscribed =
    { $count ->
        [one] { $count } profil je odjavljen.
        [few] { $count } profila su odjavljena.
       *[other] { $count } profila je odjavljeno.
    }
outcomes-not_found =
    { $count ->
        [one] { $count } profil ne postoji u servisu Klaviyo i nije poslan.
        [few] { $count } profila ne postoje u servisu Klaviyo i nisu poslana.
       *[other] { $count } profila ne postoji u servisu Klaviyo i nije poslano.
    }
not-subscribed-csv = Preuzmi osobe koje nisu pretplaćene
count-added = Dodano
count-added-text = Novi na popisu.
count-updated = Ažurirano
count-updated-text = Već poslani i otad promijenjeni.
count-accepted = Prihvaćeno
count-accepted-text = Klaviyo ih je prihvatio.
count-unchanged = Nepromijenjeno
count-unchanged-text = Isti kao zadnji put; ne šalju se ponovno.
count-duplicates = Duplikati
count-duplicates-text = Ista se osoba pojavljuje u kasnijem retku.
count-rejected = Odbijeno
count-rejected-text = Nije poslano: ispravite redak.
count-failed = Neuspjelo
count-failed-text = Ponavljanje ih ponovno šalje.
count-unconfirmed = Nepotvrđeno
count-unconfirmed-text = Poslano: Klaviyo ih možda ima. Ponavljanje ih ponovno šalje, bez štete.
count-pending = U tijeku
count-pending-text = Čeka se odgovor servisa Klaviyo.
count-removed = Uklonjeno s popisa
started-by = Pokretač
speed = Brzina
retry-of = Ponavljanje izvođenja
removal-held = Uklanjanje čeka vašu potvrdu
removal-held-text =
    { $count ->
        [one] { $count } profil ({ $share }) bio bi uklonjen s popisa. To je neobično: prije potvrde provjerite segment.
        [few] { $count } profila ({ $share }) bila bi uklonjena s popisa. To je neobično: prije potvrde provjerite segment.
       *[other] { $count } profila ({ $share }) bilo bi uklonjeno s popisa. To je neobično: prije potvrde provjerite segment.
    }
removal-confirmed = Uklanjanje je potvrđeno.
would-leave = Osobe koje bi bile uklonjene s popisa
search-people = Pretraži osobe
since-last-run = U usporedbi s prethodnim izvođenjem
run-before = Prethodno izvođenje
columns-added = Dodani stupci
columns-removed = Uklonjeni stupci
shared-csv = Preuzmi zajedničke vrijednosti
confirm-removal = Potvrdi uklanjanje

rejects = Redci koji nisu poslani
rejects-unconfirmed = Redci koji nisu poslani ili nisu potvrđeni
rejects-text = Svaki je redak naveden jednom, s datotekom i brojem retka.
search-rejects = Traži po adresi ili retku
reason-example = Na primjer:
show-row = Pojedinosti
source-row = Redak u segmentu
source-row-changed = Segment je ponovno zapisan nakon ovog izvođenja: pročitanog retka više nema u tom obliku.
source-row-none = Datoteka više nema redak na tom mjestu.
source-row-far = Redak je predaleko u datoteci da bi se ovdje prikazao. Otvorite datoteku u pohrani.
what-to-do = Što učiniti
reason-do-email_missing = Upišite adresu u sustavu koji zapisuje segment ili izostavite redak.
reason-do-email_malformed = Ispravite adresu u izvoru. Sljedeće izvođenje šalje redak.
reason-do-phone_number_missing = Upišite broj u sustavu koji zapisuje segment ili izostavite redak.
reason-do-phone_number_malformed = Napišite broj s pozivnim brojem zemlje ili postavite zadanu zemlju izvoza.
reason-do-external_id_missing = Upišite ID u sustavu koji zapisuje segment ili izostavite redak.
reason-do-external_id_malformed = Zapišite ID kao tekst: proračunska tablica možda ga je skratila.
reason-do-profile_too_large = Pošaljite manje stupaca ili kraće vrijednosti ovog retka.
reason-do-malformed_row = Pogledajte taj redak datoteke: često je pogrešan navodnik ili razdjelnik.
reason-do-duplicate = Ne treba ništa učiniti: upotrijebljen je kasniji redak iste osobe.
reason-do-refused_by_klaviyo = Ispravite vrijednost navedenu u pojedinostima.
reason-do-not_found = Ne treba ništa učiniti ako Klaviyo ne treba imati tu osobu. Inače odaberite način rada koji dodaje profile.
reason-do-import_failed = Ispravite vrijednost navedenu u pojedinostima, zatim ponovite izvođenje.
reason-do-chunk_failed = Ponovite izvođenje.
reason-do-not_sent = Ponovite izvođenje ili pokrenite novo.
reason-do-unconfirmed = Ponovite izvođenje: ponovno slanje tih redaka ne šteti.
rejects-hidden = Ove retke vide samo osobe koje upravljaju izvozom
rejects-hidden-text = Sadrže osobne podatke.
download-csv = Preuzmi CSV
reason = Razlog
outcome = Ishod
line = Redak
file = Datoteka
reason-email_missing = Nema adrese e-pošte
reason-email_malformed = Adresa e-pošte nije ispravna
reason-phone_number_missing = Nema telefonskog broja
reason-phone_number_malformed = Telefonski broj nije ispravan
reason-external_id_missing = Nema vanjskog ID-a
reason-external_id_malformed = Vanjski ID nije ispravan
reason-profile_too_large = Profil je prevelik
reason-malformed_row = Redak se ne može pročitati
reason-duplicate = Duplikat: pojavljuje se u kasnijem retku
reason-refused_by_klaviyo = Klaviyo je odbio profil
reason-not_found = Klaviyo nema takav profil
reason-import_failed = Klaviyo nije mogao uvesti profil
reason-chunk_failed = Posao uvoza nije uspio
reason-not_sent = Izvođenje je završilo prije slanja retka
reason-unconfirmed = Poslano, ali ishod nije poznat

connections-lead = Računi servisa Klaviyo na koje izvozi mogu slati podatke.
connections-lead-others = Računi servisa Klaviyo koje možete koristiti za izvoze.
add-connection = Dodaj vezu
edit-connection = Uredi vezu
search-connections = Pretraži veze
no-connections = Još nema veza
no-connections-text = Veza je račun servisa Klaviyo na koji izvozi mogu slati podatke. Potreban vam je privatni API ključ tog računa.
display-name = Zaslonski naziv
display-name-hint = Prikazuje se osobama koje stvaraju izvoze.
account = Račun
last-used = Zadnje korištenje
who-can-use = Tko može koristiti ovu vezu
access-administrators = Administratori
access-administrators-text = Samo administratori mogu s njom stvarati izvoze.
access-contributors = Suradnici
access-contributors-text = I suradnici mogu s njom stvarati izvoze. Vide samo njezin naziv i vrstu.
authenticate = Provjera autentičnosti sa servisom Klaviyo
authentication = Provjera autentičnosti
auth-oauth = Prijava u Klaviyo
auth-oauth-text = Dopustite ovoj aplikaciji pristup na stranici servisa Klaviyo. Ključ se ne kopira.
auth-oauth-off = Nije postavljeno. Potrebna je vlastita aplikacija u servisu Klaviyo.
auth-oauth-required = Najprije se prijavite u Klaviyo.
signed-in-to = Prijavljeni ste na račun { $account }
sign-in-again = Ponovna prijava
sign-in-done = Ponovno ste prijavljeni u Klaviyo.
sign-in-valid = Prijava je valjana
sign-in-invalid = Prijava nije valjana
replace-by-sign-in = Ili se umjesto toga prijavite u Klaviyo. Račun mora biti isti.
privacy-statement = Obavijest o privatnosti servisa Klaviyo
add-yourself = Dodajte se kao korisnik izvoza
export-users = Korisnici izvoza
export-users-text = Mogu koristiti ovu vezu i ako je namijenjena samo administratorima. Potrebna im je i uloga u ovoj aplikaciji.
principal-user = Korisnik
principal-group = Grupa
kind-of-user = Korisnik ili grupa
add-export-user = Dodaj još jednog korisnika ili grupu
add-to-list = Dodaj na popis
object-id = ID objekta u servisu Microsoft Entra ID
feed = Odjave iz servisa Klaviyo
feed-text = Zapisuje u pohranu tko se odjavio ili je blokiran u servisu Klaviyo kako bi to vaš izvorni sustav mogao koristiti.
feed-off = Nikad
feed-read-until = Pročitano do
auth-key = API ključ
auth-key-text = Ključ se čuva u trezoru ključeva i više se ne prikazuje.
auth-secret = Tajna u trezoru ključeva
auth-secret-text = Upotrijebite ključ koji je već spremljen u trezoru ključeva.
api-key = Klaviyo API ključ
api-key-hint = Privatni ključ s opsezima accounts:read, lists:read, lists:write, profiles:read i profiles:write.
secret-name = Naziv tajne
consent-title = Privatnost podataka i sukladnost
consent-text = Ovom vezom dopuštate slanje podataka klijenata iz svoje organizacije u servis Klaviyo. Klaviyo ih obrađuje prema vlastitim uvjetima. Odgovorni ste za ispunjavanje svojih obveza prema klijentima. Vezu možete ukloniti u svakom trenutku.
agree = Prihvaćam
consent-required = Prije povezivanja morate prihvatiti.
consent-given = Privola dana
connect = Poveži
connected = Povezano
connected-text = Veza je spremljena. Pripada ovom računu.
verify = Provjeri
key-valid = Ključ je valjan
key-invalid = Ključ nije valjan
missing-scopes = Opsezi koji nedostaju: { $scopes }
create-key = Stvorite ključ s potrebnim opsezima u servisu Klaviyo
scope-subscriptions = Ključ nema opseg subscriptions:write. Potreban je samo izvozima koji pretplaćuju profile.
scope-data-privacy = Ključ nema opseg data-privacy:write. Potreban je samo za brisanje podataka osobe u servisu Klaviyo.
replace-key-text = Novi ključ mora pripadati istom računu. Izvozi ga odmah koriste.
connection-unused = Nijedan izvoz ne koristi ovu vezu
remove-connection-text = Ključ se briše iz trezora ključeva ako ga je ondje spremila ova aplikacija.
remove-connection-used =
    { $count ->
        [one] { $count } izvoz koristi ovu vezu:
        [few] { $count } izvoza koriste ovu vezu:
       *[other] { $count } izvoza koristi ovu vezu:
    }
remove-connection-choice = Što se treba dogoditi s tim izvozima?
remove-connection-detach = Ostaju, ali se ne mogu izvoditi dok nemaju drugu vezu.
remove-connection-remove = Brišu se zajedno s vezom.
remove-exports = Ukloni izvoze

segments-lead = Segmenti pronađeni u pohrani.
no-segments = U pohrani nema segmenata
no-segments-text = Prenesite datoteku u spremnik segmenata, na primjer Customers.csv, ili neka vaš sustav izvozi onamo.
search-segments = Pretraži segmente
rows = Redci
size = Veličina
parts = Datoteke
ready = Spremno
segment-empty = Prazan
with-problems = S problemima
problems-count =
    { $count ->
        [one] { $count } problem
        [few] { $count } problema
       *[other] { $count } problema
    }
file-format = Kako se datoteke čitaju
file-format-text = Promijenite samo ono što je pogrešno prepoznato. Odabir vrijedi za sve izvoze ovog segmenta od njihova sljedećeg izvođenja.
change-format = Promijeni
as-detected = Kako je prepoznato ili navedeno
no-character = Nema
header-first-row = U prvom retku
header-missing = Bez zaglavlja
format-encoding = Kodiranje
format-delimiter = Razdjelnik
format-quote = Navodnik
format-escape = Izlazni znak
format-header = Nazivi stupaca
format-sheet = List
columns = Stupci
column = Stupac

audit-lead = Promjene i odbijeni zahtjevi.
audit-who = Pretraži po korisniku
when = Vrijeme
who = Korisnik
not-signed-in = Nije prijavljen
act-post-connections = Veza dodana
act-patch-connections = Veza promijenjena
act-delete-connections = Veza uklonjena
act-post-connections-verify = Veza provjerena
act-post-connections-lists = Stvoren popis u servisu Klaviyo
act-post-klaviyo-sign-ins = Započeta prijava u Klaviyo
act-post-klaviyo-sign-ins-complete = Prijava u Klaviyo dovršena
act-post-exports = Izvoz dodan
act-patch-exports = Izvoz promijenjen
act-delete-exports = Izvoz uklonjen
act-post-exports-check = Izvoz provjeren
act-post-exports-duplicate = Izvoz dupliciran
act-post-exports-detach = Izvoz odvojen od veze
act-post-exports-runs = Izvođenje pokrenuto
act-post-exports-run = Izvođenje pokrenuo drugi sustav
act-post-exports-preview = Zatražen pregled
act-post-preview = Zatražen pregled
act-post-segment-preview = Zatražen pregled segmenta
act-post-segment-definitions = Segment definiran
act-patch-segments-format = Format segmenta promijenjen
act-patch-segment-definitions = Definicija segmenta promijenjena
act-delete-segment-definitions = Definicija segmenta uklonjena
act-post-changes-approve = Promjena odobrena
act-post-changes-reject = Promjena odbijena
act-patch-schedules = Raspored promijenjen
act-post-run-all = Pokrenuto izvođenje svih izvoza
act-post-runs-cancel = Izvođenje otkazano
act-post-runs-retry = Izvođenje ponovljeno
act-post-runs-confirm-removal = Uklanjanje potvrđeno
act-post-runs-confirm = Izvođenje potvrđeno
act-post-runs-source-row = Pregledan redak segmenta
act-post-users-search = Pretraženi korisnici
act-post-runs-undo = Izvođenje poništeno
act-post-runs-rejects-search = Pretraženi redci koji nisu poslani
act-post-runs-rejects-download = Preuzeti pronađeni redci koji nisu poslani
act-post-runs-held-removals-search = Pretražene osobe za uklanjanje
act-post-notifications = Obavijest dodana
act-patch-notifications = Obavijest promijenjena
act-delete-notifications = Obavijest uklonjena
act-post-notifications-test = Obavijest testirana
act-post-people-lookup = Podaci osobe pretraženi
act-post-people-erasures = Zatraženo brisanje podataka osobe
act-post-exports-list-checks = Popis provjeren
act-post-list-checks-repair = Popis popravljen
action = Radnja
resource = Resurs
result = Ishod
result-changed = Promijenjeno
result-denied = Odbijeno
change = Promjena
change-fields =
    { $count ->
        [one] { $count } polje
        [few] { $count } polja
       *[other] { $count } polja
    }

system-refresh = Osvježavanje sustava
system-refresh-text = Izvozi sa zakazanim osvježavanjem pokreću se u ovo vrijeme. Ono se određuje pri implementaciji aplikacije.
system-refresh-off = Osvježavanje sustava je isključeno.
notifications = Obavijesti
notifications-text = Obavijestite webhook, Teams ili Slack kad nešto zahtijeva pažnju.
no-notifications = Još nema obavijesti
add-notification = Dodaj obavijest
edit-notification = Uredi obavijest
remove-notification-text = Onamo se više ne šalju poruke.
address = URL
address-hint = https URL. Čuva se u trezoru ključeva i više se ne prikazuje.
address-keep = Ostavite prazno da zadržite { $url }
message-language = Jezik poruka
notify-about = Obavijesti me o
event-run-failed = Neuspješna izvođenja
event-run-held = Izvođenja i uklanjanja koja čekaju potvrdu
event-run-completed-with-warnings = Izvođenja s upozorenjima
event-run-recovered = Oporavljena izvođenja
event-run-started = Pokrenuta izvođenja
event-run-succeeded = Uspješna izvođenja
event-alert-raised = Pokrenuti alarmi
event-alert-resolved = Riješeni alarmi
event-connection-key-problem = Problemi s ključevima
test = Testiraj
notification-delivered = Probna poruka je isporučena.
notification-not-delivered = Probna poruka nije isporučena: { $problem }
notification-failing = Isporuka ne uspijeva
notification-enabled = Omogućeno
notification-disabled = Onemogućeno
signing-secret = Tajna za potpisivanje
signing-secret-text = Dokazuje da poruka dolazi iz ove aplikacije. Kopirajte je sada: prikazuje se samo jednom.
erasure = Izbriši podatke osobe
erasure-text = Briše podatke koje ova aplikacija čuva o osobi.
erasure-klaviyo = Zatraži i od servisa Klaviyo brisanje profila
erasure-klaviyo-text = To se ne može poništiti.
erase = Izbriši
erasure-ask = Izbrisati podatke ove osobe?
erasure-app = Izbrisat će se podaci koje ova aplikacija čuva o ovoj osobi.
erasure-both = Izbrisat će se podaci koje ova aplikacija čuva o ovoj osobi, a Klaviyo će trajno izbrisati profil.
erasure-done =
    Uklonjeno iz { $snapshots ->
        [one] { $snapshots } snimke stanja
        [few] { $snapshots } snimke stanja
       *[other] { $snapshots } snimki stanja
    } i { $files ->
        [one] { $files } datoteke
        [few] { $files } datoteke
       *[other] { $files } datoteka
    }.
erasure-none = Nisu pronađeni podaci o ovoj osobi.
erasure-queued = Brisanje je na čekanju. Možete napustiti ovu stranicu.
erasure-failed = Nije sve izbrisano
erasure-in-audit = Rezultat ostaje u nadzoru.
erasure-result = Rezultat brisanja
erasure-repeat = Ponovno zatražite brisanje: ono što je već izbrisano ostaje izbrisano.
erasure-refused-some = Izbrisano u ovoj aplikaciji, ali ne na svakom računu servisa Klaviyo
erasure-no-accounts = Nema računa servisa Klaviyo od kojeg bi se brisanje zatražilo.
erasure-requested = Od servisa Klaviyo zatraženo je brisanje profila.
erasure-refused = Izbrisano u ovoj aplikaciji, ali ne u servisu Klaviyo
about = O aplikaciji
version = Verzija
api-description = Opis API-ja
libraries = Biblioteke
licences = Licence

conflict-title = Netko je drugi ovo u međuvremenu promijenio
conflict-text = Učitajte tuđu verziju i ponovite promjenu ili je prebrišite svojom.
conflict-reload = Učitaj tuđu verziju
conflict-overwrite = Prebriši

error-network = Aplikacija nije dostupna
error-network-help = Provjerite internetsku vezu pa pokušajte ponovno.
error-internal-help = Pokušajte kasnije. Ako se problem nastavi, administrator može pronaći uzrok u zapisniku aplikacije.
error-configuration-help = Administrator mora ispraviti dolje navedenu postavku.
error-invalid-request-help = Ispravite dolje navedene vrijednosti pa pokušajte ponovno.
session-expired = Vaša je sesija istekla
error-sign-in-required-help = Ponovno se prijavite na novoj kartici. Ono što ste ovdje unijeli ostaje.
error-not-allowed-help = Zatražite od administratora potrebnu ulogu ili vezu.
error-not-found-help = Uklonjeno je ili je adresa pogrešna.
error-method-not-allowed-help = Ponovno učitajte stranicu: aplikacija je vjerojatno nadograđena.
error-cross-site-help = Otvorite ovu stranicu izravno i pokušajte ponovno.
error-conflict-help = Pogledajte pojedinosti u nastavku.
error-connection-in-use-help = Odaberite što se treba dogoditi s tim izvozima.
error-segment-in-use-help = Dodijelite tim izvozima drugi segment ili ih najprije uklonite.
error-approval-required-help = Zahtjev je zabilježen. Zamolite drugog administratora da ga odobri.
error-already-exported-help = Promijenite taj izvoz ili odaberite drugi popis ili segment.
error-run-active-help = Pričekajte kraj izvođenja ili ga otkažite.
error-stale-version-help = Ponovno učitajte stranicu pa ponovite promjenu.
error-request-too-large-help = Administrator može pronaći datoteku u pohrani pod nazivom u nastavku.
error-length-required-help = Ništa nije promijenjeno. Ponovno učitajte stranicu i pokušajte opet.
error-idempotency-key-reused-help = Ništa nije pokrenuto. Pogledajte izvođenja izvoza pa ga ponovno pokrenite.
error-run-failed-help = Pogledajte uzrok u nastavku pa ponovno pokrenite izvoz.
error-segment-not-found-help = Provjerite je li se sustav koji ga zapisuje izvršio i je li naziv ostao isti.
error-segment-empty-help = Ništa nije poslano. Provjerite sustav koji zapisuje segment.
error-segment-unreadable-help = Ponovno ga izvezite kako je opisano u nastavku.
error-segment-inaccessible-help = Zamolite administratora da omogući čitanje njegovih datoteka kako je opisano u nastavku pa ponovno pokrenite izvoz.
error-segment-too-large-help = Podijelite segment ili zamolite administratora da poveća ograničenje.
error-retry-record-missing-help = Pokrenite novo izvođenje. Ono šalje svaki redak koji Klaviyo nije prihvatio.
error-undo-record-missing-help = Nitko nije uklonjen. Ako osobe ipak trebaju napustiti popis, uklonite ih u servisu Klaviyo.
error-staging-lost-help = Pokrenite novo izvođenje.
error-temp-disk-full-help = Podijelite segment ili zamolite administratora da aplikaciji da više diska.
error-segment-changed-help = Pokrenite izvoz ponovno kad segment bude potpun.
error-held-for-confirmation-help = Ništa nije poslano. Pogledajte što bi izvođenje promijenilo u servisu Klaviyo. Ako je to ispravno, potvrdite izvođenje.
error-canary-failed-help = Klaviyo nije prihvatio dovoljno profila. Ostali nisu poslani. Provjerite retke koji nisu poslani, uklonite uzrok i ponovno pokrenite izvoz.
error-canary-not-confirmed-help = Ostali nisu poslani. Ponovno pokrenite izvoz i potvrdite izvođenje kad zatraži potvrdu.
error-list-check-outdated-help = Izvoz se izvodio dok se popis čitao. Ponovno provjerite popis.
error-over-limit-help = Ništa nije poslano. Smanjite segment ili povećajte ograničenje izvoza.
error-column-missing-help = Ništa nije poslano. Promijenite podudaranje podataka izvoza ili segment.
error-definition-invalid-help = Ništa nije poslano. Promijenite definiciju ili ponovno izvezite tablicu.
error-connection-missing-help = Odaberite drugu vezu pa ponovno pokrenite izvoz.
error-list-not-found-help = Odaberite drugi popis: ovaj je izbrisan u servisu Klaviyo ili pripada drugom računu.
error-key-refused-help = Zamolite administratora da zamijeni ključ veze ili se ponovno prijavi u Klaviyo pa ponovno pokrenite izvoz.
error-nondeterministic-preparation-help = Ponovno pokrenite izvoz.
error-step-failed-help = Ponovite izvođenje. Ako opet ne uspije, administrator može pronaći uzrok u zapisniku aplikacije.
error-chunk-refused-help = Ti su redci navedeni kao odbijeni.
error-state-conflict-help = Pokušajte ponovno.
more-errors =
    { $count ->
        [one] Još { $count } problem nije naveden.
        [few] Još { $count } problema nisu navedena.
       *[other] Još { $count } problema nije navedeno.
    }
error-unavailable-help = Pokušajte ponovno za nekoliko minuta.
error-rate-limited-help = Pokušajte ponovno za minutu. To se ograničenje dijeli s drugim integracijama.
error-newer-version-help = Zamolite administratora da dovrši nadogradnju pa pokušajte ponovno.
error-webhook-failed-help = Provjerite njegov URL pa testirajte ponovno.
error-preview-active-help = Pričekajte da bude gotov pa pokušajte ponovno.
error-undo-impossible-help = Pogledajte razlog na stranici izvođenja.

# Approval of sensitive changes by a second administrator.
pending-change = Čeka odobrenje
pending-change-text = { $who } traži promjenu: { $fields }. Mora je odobriti drugi administrator.
approve = Odobri
reject = Odbij

# Segments that are defined in the app.
define-segment = Definiraj segment
edit-definition = Promijeni definiciju
define-segment-lead = Osobe iz tablice u pohrani, odabrane prema uvjetima. Izvozi ga koriste kao svaki drugi segment.
segment-name = Naziv segmenta
segment-name-hint = Izvozi ga koriste. Kasnije se ne može promijeniti.
rule = Odaberi osobe
rule-conditions = Prema uvjetima
rule-conditions-text = Usporedite stupce tablice osoba i tablice članova.
rule-select = Upitom SELECT
rule-select-text = Jedan upit u jeziku DuckDB SQL, samo za administratore.
rule-select-hint = Nazive tablica napišite u dvostrukim navodnicima. Svi su stupci tekst. $today i $now su datum i vrijeme pokretanja.
rule-table = Tablica osoba
rule-zone-hint = Dani počinju u ponoć u toj vremenskoj zoni.
rule-preview = Osobe sada
rule-count = Prebroji osobe
rule-preview-blocked = Najprije dovršite definiciju
unreadable-rows = Redci koji se ne mogu pročitati
known-segment = Segment u servisu Customer Insights
known-segment-hint = Prema tablici članstva u segmentima.
known-segment-partly = Prema tablici članstva u segmentima. Nisu pročitani svi njezini redci: neki segmenti možda nedostaju.
member-table = Tablica članova
member-table-hint = Samo osobe čiji je ključ u ovoj tablici. Ostavite prazno za sve.
member-key = Ključ u tablici članova
profile-key = Ključ u tablici osoba
member-conditions = Uvjeti za članove
conditions = Uvjeti
conditions-incomplete = Uvjet nije potpun: odaberite stupac i upišite vrijednost.
condition-group = Grupa uvjeta
match = Mora vrijediti
match-all = Svi ovi
match-any = Barem jedan od ovih
add-condition = Dodaj uvjet
add-condition-group = Dodaj grupu
remove-condition-group = Ukloni grupu
remove-condition = Ukloni uvjet: { $name }
operator = Usporedba
values-one = Vrijednost
values-several = Vrijednosti, odvojene točkama sa zarezom
values-days = Broj dana
columns-all = Svi stupci
columns-chosen = Odabrani stupci
remove-segment = Ukloniti segment?
remove-segment-text = Njegova se definicija briše. Podaci u pohrani i u servisu Klaviyo ostaju.
operator-is-any-of = je jedno od
operator-is-none-of = nije nijedno od
operator-contains = sadrži
operator-contains-not = ne sadrži
operator-starts-with = počinje s
operator-ends-with = završava s
operator-has-any-of = popis sadrži nešto od
operator-has-none-of = popis ne sadrži ništa od
operator-is-blank = je prazno
operator-is-not-blank = nije prazno
operator-less-than = je manje od
operator-at-most = je najviše
operator-more-than = je više od
operator-at-least = je najmanje
operator-is-true = je istinito
operator-is-false = nije istinito
operator-before = je prije
operator-on-or-after = je tada ili kasnije
operator-in-last-days = je u posljednjim danima
operator-before-last-days = je prije posljednjih dana
operator-in-next-days = je u sljedećim danima

## Impact and list check
impact-title = Što izvođenje mijenja u servisu Klaviyo
impact-says-added =
    { $count ->
        [0] Nitko se ne dodaje na popis.
        [one] Na popis se dodaje { $count } osoba.
        [few] Na popis se dodaju { $count } osobe.
       *[other] Na popis se dodaje { $count } osoba.
    }
impact-says-new =
    { $count ->
        [one] { $number } profil nov je u servisu Klaviyo i ubraja se u vaš plan.
        [few] { $number } profila nova su u servisu Klaviyo i ubrajaju se u vaš plan.
       *[other] { $number } profila novo je u servisu Klaviyo i ubraja se u vaš plan.
    }
impact-says-none-new = Nema novih profila koji se ubrajaju u vaš plan.
impact-says-flows = Za te se osobe pokreću tijekovi: { $flows }.
impact-says-no-flows = Ne pokreće se nijedan tijek.
impact-added = Nove osobe na popisu
impact-new = Novi profili
impact-about = oko { $count }
impact-plan = Plan nakon izvođenja
impact-plan-text = { $used } od { $allowed } profila ({ $share })
impact-flows = Tijekovi koji se pokreću
impact-no-flows = Nema
impact-opt-in = Način prijave na popis
impact-single_opt_in = Jednostruka potvrda
impact-double_opt_in = Dvostruka potvrda
impact-scopes = Opsezi koji nedostaju
confirm-run = Potvrdi i pokreni
confirm-run-text = Novo izvođenje može stvoriti nove profile u servisu Klaviyo (najviše { $count }). Prije potvrde provjerite brojke.
run-confirmed = Izvođenje je pokrenuto.
list-check = Provjera popisa
list-check-text = Čita popis iz servisa Klaviyo i uspoređuje ga s onim što je ovaj izvoz poslao. Ništa se ne mijenja.
check-list = Provjeri popis
list-check-reading = Čitanje popisa (dosad osoba: { $count })
list-check-at = Provjereno
list-check-on-list = Na popisu
list-check-expected = Očekivano
list-check-missing = Nedostaje
list-check-suppressed = Ne mogu primati marketinšku e-poštu
list-check-foreign = Nije iz ovog izvoza
list-check-repaired = Popravilo izvođenje
repair-list = Ponovno pošalji osobe koje nedostaju
repair-list-text = Izvođenje ponovno šalje osobe koje nedostaju: { $count }. Vraćaju se i osobe koje su namjerno otišle: prvo pogledajte datoteku.
hold-when = Čekaj potvrdu
hold-when-hint = Ako nešto od ovoga vrijedi, izvođenje čeka prije slanja.
hold-new = Više novih profila od
hold-plan = Više profila plana od (%)
hold-flows = Popis pokreće aktivan tijek
canary = Prvi dio
canary-hint = Najprije se šalje nekoliko osoba. Ako to uspije, slijede ostale.
canary-profiles = Broj osoba koje se šalju prve
canary-percent = Ili postotak (%)
canary-then = Ako uspije
canary-continue = Automatski pošalji ostale
canary-wait = Čekaj potvrdu
canary-max-failed = Završi izvođenje ako ne uspije više od (%)
canary-hours = Čekaj najviše (sati)
canary-invalid = Unesite cijele brojeve unutar granica polja.
canary-waits = Ostali čekaju vašu potvrdu
canary-waits-text = Prvi dio je poslan. Provjerite ga u servisu Klaviyo, a zatim pošaljite ostale. Izvođenje čeka do
canary-people = Osobe poslane prve
canary-confirmed-by = Potvrdio korisnik
canary-size =
    { $count ->
        [one] { $count } osoba
        [few] { $count } osobe
       *[other] { $count } osoba
    }
canary-size-percent = { $share } osoba
canary-next-wait = Sljedeće izvođenje ponovno šalje prvi dio ({ $size }) osoba koje nisu poslane i ponovno čeka potvrdu.
canary-next-continue = Sljedeće izvođenje ponovno šalje prvi dio ({ $size }) osoba koje nisu poslane. Ako uspije, slijede ostale.
canary-next-all = Sljedeće izvođenje šalje sve ostale odjednom, bez prvog dijela.
canary-next-on-demand = Počinje kad netko odabere „Pokreni”.
canary-sending = Šalje se i provjerava
canary-waiting = Čeka potvrdu
canary-confirmed = Potvrđeno
canary-passed = Poslano. Ostali slijede ili su poslani.
canary-stopped = Izvođenje je završilo prije slanja ostalih
send-others = Pošalji ostale
send-others-text = Sve ostale osobe ovog izvođenja šalju se u Klaviyo.
others-sent = Potvrđeno. Ostali se šalju.
check-every = Razmak provjera popisa (dana)
check-every-hint = Uspoređuje popis u servisu Klaviyo s poslanim podacima.
days-invalid = Unesite cijeli broj dana od 1 do 30.

# Links to the documentation

help-all = Pomoć
help-page = Pomoć za ovu stranicu
help-about = Pomoć: { $title }
learn-more = Saznajte više
new-tab = otvara se u novoj kartici

# Beside the steps of an export

summary = Sažetak
sample-profile = Primjer profila
sample-profile-text = Prvi redak segmenta s trenutačnim podudaranjem podataka. Pregled provjerava sve retke.

# Sentences of the audit: who did what to what

audit-done = { $action }: { $target } (korisnik: { $who }).
audit-done-alone = { $action } (korisnik: { $who }).
audit-denied = { $who } nema dopuštenje: { $action }
audit-denied-unknown = Odbijen je zahtjev bez prijave: { $action }

# What happened to a person, and the row log.
people = Osobe
lookup = Što se dogodilo s osobom
lookup-text = Prikazuje svako izvođenje koje je osobu poslalo, odbilo ili uklonilo. U nadzor se bilježi pretraživanje, ali ne i osoba.
lookup-days = Razdoblje
lookup-last-days = Posljednjih { $count } dana
look-up = Pretraži
lookup-now = Trenutačno na popisima
lookup-managed = na popisu
lookup-departed = napustila segment
lookup-known = poznata, ali nije na popisu
lookup-on-none = Nijedan izvoz sada ne drži ovu osobu na svojem popisu.
lookup-runs = U izvođenjima
lookup-truncated = Prikazani su samo najnoviji rezultati. Odaberite kraće razdoblje.
lookup-fields = Poslana polja
unseen-no_row_log = nema dnevnika redaka, poznati su samo redci koji nisu poslani
unseen-unchanged_not_logged = nepromijenjeni redci nisu u dnevniku redaka
unseen-other_identifiers = osobe identificira prema drugom podatku
unseen-log_deleted = dnevnik redaka je izbrisan
unseen-active = još traje
person-latest = Posljednji ishod: { $outcome }
person-do-arrived = Klaviyo ima ovaj profil. Ondje provjerite je li profil blokiran i izostavljaju li ga filtri kampanje. Provjera popisa na stranici izvoza pokazuje je li osoba još na popisu.
person-do-removed = Osoba je napustila segment. Ako to nije ispravno, provjerite segment.
person-do-removal-held = Pregledajte uklanjanje na stranici izvođenja.
person-do-opted-out = Osoba se odjavila u servisu Klaviyo pa joj se poruke ne šalju.
person-do-erased = Nije potrebno ništa: to je zatraženo.
person-do-failed = Ponovite izvođenje ili pokrenite novo.
person-do-none = Osoba nije bila ni u jednom retku koji ova izvođenja pokazuju ili je poznata po drugom identifikatoru. Provjerite segment. Ako je adresa u njemu pogrešno napisana, potražite je među redcima koji nisu poslani na stranici posljednjeg izvođenja.
person-accepted = Klaviyo je prihvatio
person-unchanged = Nepromijenjeno, nije ponovno poslano
person-duplicate = Duplikat: korišten je kasniji redak
person-rejected = Odbijeno
person-failed = Neuspjelo
person-uncertain = Poslano, ishod nepoznat
person-added = Dodano na popis
person-removed = Uklonjeno s popisa
person-cleared = Polja ispražnjena
person-subscribed = Pretplaćeno
person-unsubscribed = Odjavljeno
person-suppressed = Blokirano
person-not-done = Nije učinjeno: { $what }
person-identifier_left_out = Nije poslano: vrijednost dijeli više osoba
person-identifier_sent = Poslano iako vrijednost dijeli više osoba
person-removal_held = Uklanjanje čeka potvrdu
person-opted_out = Odjava u servisu Klaviyo
person-erased = Podaci izbrisani na zahtjev
person-why-unsubscribed = Odjava u servisu Klaviyo
person-why-complained = Poruka označena kao neželjena
person-why-suppressed = Blokirano u servisu Klaviyo
person-why-bounced = Poruke se nisu mogle isporučiti
person-why-invalid_address = Nevažeća adresa
person-why-on_other_export = Drugi izvoz drži osobu na popisu
person-why-not_possible = Nema telefonskog broja ili osoba nije na popisu
person-why-joined_at_another_time = Na popis je dodana u drugo vrijeme
person-why-not_completed = Izvođenje je završilo prije toga
row-log = Vodi dnevnik redaka
row-log-name = Dnevnik redaka
row-log-off = Isključen
row-log-on = Uključen
row-log-with-fields = Uključen, s poslanim poljima
row-log-hint = Bilježi ishod svakog retka, s osobnim podacima. Izvođenja traju dulje.
row-log-fields = Sačuvaj i poslana polja
lookup-searching =
    { $count ->
        [one] Dosad pretraženo { $count } izvođenje…
        [few] Dosad pretražena { $count } izvođenja…
       *[other] Dosad pretraženo { $count } izvođenja…
    }
lookup-none =
    { $count ->
        [one] Ništa nije pronađeno u { $count } izvođenju.
        [few] Ništa nije pronađeno u { $count } izvođenja.
       *[other] Ništa nije pronađeno u { $count } izvođenja.
    }
lookup-unseen =
    { $count ->
        [one] { $count } izvođenje ne prikazuje sve
        [few] { $count } izvođenja ne prikazuju sve
       *[other] { $count } izvođenja ne prikazuje sve
    }

## Undoing a run
undo-run = Poništi ovo izvođenje
undo-started = Izvođenje se poništava.
undo-not-possible = Ovo se izvođenje ne može poništiti
undo-people =
    { $count ->
        [one] S popisa u servisu Klaviyo uklanja se najviše { $count } osoba koju je dodalo ovo izvođenje. Ako je bila na popisu prije ili je na njemu drži drugi izvoz, ostaje.
        [few] S popisa u servisu Klaviyo uklanjaju se najviše { $count } osobe koje je dodalo ovo izvođenje. Osobe koje su bile na popisu prije ili ih na njemu drži drugi izvoz ostaju.
       *[other] S popisa u servisu Klaviyo uklanja se najviše { $count } osoba koje je dodalo ovo izvođenje. Osobe koje su bile na popisu prije ili ih na njemu drži drugi izvoz ostaju.
    }
undo-stays = Ovo se ne mijenja:
remains-profiles = Profili na računu servisa Klaviyo.
remains-fields = Vrijednosti koje je izvođenje upisalo u profile.
remains-consent = Pretplate i odjave.
remains-flows = Tijekovi i poruke koje su već započele.
remains-removals = Osobe koje je izvođenje uklonilo s popisa ostaju uklonjene.
undo-pause = Najprije pauziraj izvoz
undo-pause-hint = Inače sljedeće izvođenje ponovno dodaje te osobe i tijekovi ponovno započinju.
undo-until = Izvođenje se može poništiti do
undoes-run = Ovo izvođenje poništava drugo izvođenje
run-undone = Ovo je izvođenje poništeno
