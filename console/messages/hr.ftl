# Hrvatski.

app-name = Segmenti u Klaviyo
skip = Prijeđi na sadržaj
menu = Izbornik
navigation = Stranice
language = Jezik
theme = Izgled
theme-system = Kao na uređaju
theme-light = Svijetlo
theme-dark = Tamno
sign-in = Prijava
sign-out = Odjava
loading = Učitavanje …
role-administrator = Administrator
role-contributor = Suradnik
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
details = Pojedinosti
name = Naziv
type = Vrsta
format = Oblik
email = E-pošta
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
choose = Odaberi …
optional = (neobavezno)
required = (obavezno)
needed = Ovo je obavezno.
name-taken = Ovaj naziv već ima nešto drugo.
try-again = Pokušaj ponovno
load-more = Učitaj još
nothing-found = Ništa nije pronađeno
clear-filters = Očisti filtre
more-of = Više za { $name }
rows-about = oko { $count }
created = Stvoreno
started = Počelo
ended = Završilo
queued = Stavljeno u red
took = Trajanje
read = Pročitano
accepted = Prihvaćeno
not-sent = Nije poslano
updated = Ažurirano
chunks = Poslovi uvoza
condition = Ispravnost
identifier = ID
warnings = Upozorenja
notes = Dobro je znati
per-second =
    { $count ->
        [one] { $count } profil u sekundi
        [few] { $count } profila u sekundi
       *[other] { $count } profila u sekundi
    }

door-nobody = Prijavite se da vidite svoje izvoze
door-nobody-words = Ova stranica pokazuje što se šalje u Klaviyo. Prijavite se računom svoje organizacije.
door-stranger = Vaš račun ovdje nema ulogu
door-stranger-words = Prijavljeni ste, ali vam nitko nije dodijelio ulogu u ovoj aplikaciji. Zatražite od administratora ulogu Viewer, Contributor ili Administrator u servisu Microsoft Entra ID pa se ponovno prijavite.
door-other-account = Upotrijebi drugi račun
door-unreachable = Aplikacija ne odgovara
door-not-allowed = Ova stranica nije za vašu ulogu
door-not-there = Na ovoj adresi nema ničega

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

exports-lead = Što se kamo šalje. Spremanje izvoza ne pokreće ga.
exports-count =
    { $count ->
        [one] { $count } izvoz
        [few] { $count } izvoza
       *[other] { $count } izvoza
    }
search-exports = Pretraži izvoze
add-export = Dodaj izvoz
edit-export = Uredi izvoz
copy-of = { $name } (kopija)
last-run = Zadnje izvođenje
next-run = Sljedeće izvođenje
next-runs = Sljedeća izvođenja
permissions = Dopuštenja
may-manage = Upravljanje
may-view = Samo pregled
never-run = Nikad pokrenuto
detached = Bez veze
connection-closed = Samo za administratore
run-named = Pokreni { $name }
run-all = Pokreni sve
run-all-words = Odmah pokreće svaki izvoz s aktivnim rasporedom kojim upravljate.
run-all-started =
    { $count ->
        [one] Pokrenuto je { $count } izvođenje.
        [few] Pokrenuta su { $count } izvođenja.
       *[other] Pokrenuto je { $count } izvođenja.
    }
run-all-refused =
    { $count ->
        [one] { $count } izvoz nije se mogao pokrenuti:
        [few] { $count } izvoza nisu se mogla pokrenuti:
       *[other] { $count } izvoza nije se moglo pokrenuti:
    }
run-full = Pošalji sve ponovno
watch = Prati
switch-on = Uključi raspored
switch-off = Isključi raspored
no-exports = Još nema izvoza
first-connection = Administrator dodaje vezu s Klaviyo računom.
first-export = Dodajte izvoz: koji segment ide na koji popis.
first-run = Pokrenite ga i pogledajte što je bilo sa svakim retkom.
first-ask = Zamolite administratora da doda vezu i otvori je suradnicima.
ask-detach = Oduzeti vezu izvozu { $name }?
ask-detach-words = Izvoz ostaje kakav jest, ali se ne izvodi dok ne dobije drugu vezu.
ask-remove = Ukloniti { $name }?
ask-remove-words = Brišu se izvoz i njegov zapis o poslanim profilima. Profili ostaju u Klaviyu, a prošla izvođenja u povijesti.
ask-run-full = Ponovno poslati sve iz izvoza { $name }?
ask-run-full-words = Šalju se svi profili, i oni koji se nisu promijenili od zadnjeg izvođenja.
ask-switch-on = Uključiti raspored izvoza { $name }?
ask-switch-on-words = Od sada se pokreće sam.
ask-switch-off = Isključiti raspored izvoza { $name }?
ask-switch-off-words = Ostaje kakav jest i pokreće se samo na zahtjev.
done-detach = { $name } sada nema vezu.
done-remove = { $name } je uklonjeno.
done-switch = Promijenjen je raspored: { $name }.
done-full = { $name } je pokrenuto.
export-what = Što se kamo šalje
detached-title = Ovaj izvoz nema vezu
detached-words = Ne izvodi se dok je ne dobije.
choose-connection = Odaberi vezu
all-runs = Sva izvođenja
never-run-title = Još nije pokrenuto
never-run-words = Pokrenite ga i ovdje pogledajte što je bilo sa svakim retkom.
history = Povijest izvođenja
history-words =
    { $count ->
        [one] Redci zadnjeg { $count } izvođenja
        [few] Redci zadnja { $count } izvođenja
       *[other] Redci zadnjih { $count } izvođenja
    }

schedule = Raspored
schedule-manual = Na zahtjev
schedule-manual-words = Izvodi se kad ga netko pokrene.
schedule-refresh = Zakazano osvježavanje
schedule-refresh-words = Uz osvježavanje sustava, sljedeće:
schedule-own = Vlastiti raspored
schedule-own-words = U vlastito vrijeme, svaki dan ili određenim danima.
schedule-segment_updated = Kad se segment ažurira
schedule-segment_updated-words = Čim je nova verzija segmenta potpuna.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Svaki dan u { $times } ({ $zone })
schedule-weekly = { $days } u { $times } ({ $zone })
schedule-off = Isključeno
at = U
how-often = Koliko često
times-a-day =
    { $count ->
        [one] { $count } put na dan
        [few] { $count } puta na dan
       *[other] { $count } puta na dan
    }
days = Dani
time-zone = Vremenska zona
cron = Cron izraz
cron-hint = Minuta, sat, dan u mjesecu, mjesec, dan u tjednu. Na primjer 0 6 * * 1
cron-write = Upiši cron izraz
quiet-seconds = Čekaj mirovanje, u sekundama
quiet-seconds-hint = Segment je potpun kad se toliko dugo ništa ne zapiše.
enabled = Raspored uključen
enabled-hint = Kad je isključen, izvoz se pokreće samo na zahtjev.

steps = Koraci
step-bad = nešto nedostaje
step-connection = Veza i popis
step-connection-words = U koji Klaviyo račun i na koji popis idu profili.
step-segments = Segmenti
step-segments-words = Čiji se profili šalju.
step-matching = Podudaranje podataka
step-matching-words = Koji stupac puni koje polje u Klaviyu. E-pošta je obavezna.
step-rules = Način rada i raspored
step-rules-words = Što izvođenje smije i kada se pokreće.
step-preview = Pregled i spremanje
step-preview-words = Što bi izvođenje učinilo sa sadašnjim podacima. Još ništa nije poslano.
save-and-run = Spremi i pokreni
export-name = Naziv izvoza
connection-for-export = Veza za izvoz
klaviyo-list = Klaviyo popis
list-how = Kako pronaći popis
list-by-name = Po nazivu
list-by-id = Po ID-u popisa
list-id = ID popisa u Klaviyo
list-id-hint = U Klaviyu: otvorite popis, zatim Settings.
list-id-wrong = ID popisa ima samo slova i brojke.
list-found = Ovo je popis { $name }.
list-unknown = Račun nema popis s tim ID-om.
new-list = Napravi novi popis
new-list-name = Naziv novog popisa
new-list-make = Napravi popis
segments-needed = Odaberite segment.
segments-several = Segmenti se šalju kao jedan. Tko je u više njih, šalje se jednom.
segment-gone = { $name } nije u pohrani
segment-gone-words = Odaberite drugi segment ili provjerite izvoz koji ga zapisuje.
rows-count =
    { $count ->
        [one] { $rows } redak
        [few] { $rows } retka
       *[other] { $rows } redaka
    }
columns-unknown = Stupci segmenta ne mogu se pročitati
suggested = Predloženo prema nazivima stupaca
suggested-words = Provjerite svaki redak i promijenite što je pogrešno.
klaviyo-field = Polje u Klaviyu
comes-from = Dolazi iz
examples = Primjeri
examples-doubtful = Ovo ne izgleda ispravno: { $examples }
column-for = Stupac za { $name }
column-gone = Segment nema takav stupac.
email-needed = Odaberite stupac s adresom e-pošte.
not-sent-field = Ne šalje se
fixed-value = Ista vrijednost za sve
fixed-value-choice = Ista vrijednost za sve …
add-field = Dodaj polje
add-property = Dodaj svojstvo
property-name = Naziv svojstva
remove-property = Ukloni { $name }
type-for = Vrsta za { $name }
type-auto = Kao u podacima
type-string = Tekst
type-number = Broj
type-boolean = Da ili ne
type-date = Datum
type-datetime = Datum i vrijeme
type-list = Popis
blank-clear = Prazne vrijednosti prazne polje
all-other-columns = Svi ostali stupci, kao svojstva
unused-columns =
    { $count ->
        [one] { $count } stupac nije iskorišten: { $columns }
        [few] { $count } stupca nisu iskorištena: { $columns }
       *[other] { $count } stupaca nije iskorišteno: { $columns }
    }
no-unused-columns = Svi su stupci iskorišteni.
data-matching = Podudaranje podataka
mode = Način rada
mode-upsert = Dodaj i ažuriraj
mode-upsert-words = Profili se dodaju na popis i održavaju ažurnima. Nitko se s njega ne uklanja.
mode-mirror = Preslikaj segment
mode-mirror-words = Tko napusti segment, uklanja se i s popisa. Sam profil i njegova privola ostaju.
removal-limit = Stani prije uklanjanja više od (posto)
removal-limit-hint = Izvođenje koje bi uklonilo više čeka nečiju potvrdu.
profile-limit = Ograničenje profila
profile-limit-hint = Izvođenje iznad ograničenja ne šalje ništa i preskače se. Izvorni konektor imao je { $limit }.
limit-wrong = Cijeli broj od 1 nadalje.
default-country = Zemlja telefonskih brojeva
default-country-hint = Gdje se čitaju brojevi bez pozivnog broja zemlje.
default-country-none = Nijedna: takvi se brojevi izostavljaju
shared-identifiers = Osobe koje dijele telefonski broj ili vanjski ID
shared-identifiers-hint = Klaviyo spaja takve profile, a to se ne može poništiti.
shared-leave-out = Izostavi zajedničku vrijednost
shared-leave-out-words = Profili se šalju bez nje.
shared-send-last = Pošalji je s posljednjom od njih
shared-send-last-words = Ostali se šalju bez nje.
subscribe = Pretplati na marketing e-poštom
subscribe-on = Marketing e-poštom
subscribe-hint = Profili koji su dali privolu također se pretplaćuju.
subscribe-warning = Ovo može pretplatiti osobe koje su se odjavile
subscribe-warning-words = Klaviyo poništava ranije odjave svakoga tko se pretplati. Upotrijebite stupac s privolom danom nakon toga.
subscribe-column = Stupac s privolom
subscribe-values = Vrijednosti koje znače da
subscribe-values-hint = Odvojene zarezima.
subscribe-at = Stupac s vremenom privole
subscribe-source = Izvor, kako ga prikazuje Klaviyo
preview-blocked = Nešto nedostaje
preview-preparing = Segment se čita …
preview-title = Što bi izvođenje učinilo
preview-words = Izračunato sa sadašnjim podacima. Ništa nije poslano.
preview-as-new = Izračunato kao da je izvoz nov.
preview-time = Klaviyo treba najmanje
preview-profiles = Prvi profili, kako bi bili poslani
preview-again = Ponovni pregled
unused = Neiskorišteni stupci

field-email = E-pošta
field-phone-number = Telefonski broj
field-external-id = Vanjski ID
field-first-name = Ime
field-last-name = Prezime
field-organization = Organizacija
field-title = Titula
field-locale = Jezična oznaka
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

runs-lead = Što se događa i što se dogodilo.
no-runs = Još nema izvođenja
no-runs-words = Pokrenite izvoz i pojavit će se ovdje.
run-ended = Izvođenje je završilo: { $state }
run-nothing = Nijedan redak nije pročitan
cancel-run = Otkaži izvođenje
cancel-asked = Izvođenje se otkazuje
retry = Ponovi
ask-cancel-run = Otkazati izvođenje?
ask-cancel-run-words = Više se ništa ne šalje. Što je Klaviyo preuzeo, ostaje ondje.
ask-retry = Ponoviti ovo izvođenje?
ask-retry-words = Što nije prihvaćeno, šalje se ponovno; prihvaćeni profili ostaju kakvi jesu.
renew-key = Obnovi ključ
progress = Napredak
stage-preparing = Priprema
stage-uploading = Prijenos
stage-importing = Uvoz u Klaviyu
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
time-left-words = Klaviyo prima 10 poslova u sekundi i 150 u minuti. Druge integracije dijele ta ograničenja.
flow-title = Kamo su otišli redci
flow-read =
    { $count ->
        [one] redak pročitan
        [few] retka pročitana
       *[other] redaka pročitano
    }
flow-removed =
    { $count ->
        [one] { $count } profil uklonjen je s popisa.
        [few] { $count } profila uklonjena su s popisa.
       *[other] { $count } profila uklonjeno je s popisa.
    }
flow-cleared =
    { $count ->
        [one] Prazne vrijednosti ispraznile su polja { $count } profila.
        [few] Prazne vrijednosti ispraznile su polja { $count } profila.
       *[other] Prazne vrijednosti ispraznile su polja { $count } profila.
    }
flow-subscribed =
    { $count ->
        [one] { $count } profil pretplaćen je na marketing e-poštom.
        [few] { $count } profila pretplaćena su na marketing e-poštom.
       *[other] { $count } profila pretplaćeno je na marketing e-poštom.
    }
count-added = Dodano
count-added-words = Novi na popisu.
count-updated = Ažurirano
count-updated-words = Već poslani, otad promijenjeni.
count-accepted = Prihvaćeno
count-accepted-words = Klaviyo ih ima.
count-unchanged = Nepromijenjeno
count-unchanged-words = Isti kao prije; ne šalju se ponovno.
count-duplicates = Duplikati
count-duplicates-words = Ista je osoba niže u segmentu.
count-rejected = Odbijeno
count-rejected-words = Nije poslano: redak treba ispraviti.
count-failed = Neuspjelo
count-failed-words = Šalje se opet pri ponavljanju.
count-open = Na putu
count-open-words = Još nije riješeno.
count-removed = Uklonjeno s popisa
started-by = Pokrenuo
speed = Brzina
retry-of = Ponavljanje izvođenja
removal-held = Uklanjanje čeka vas
removal-held-words =
    { $count ->
        [one] { $count } profil ({ $share }) napustio bi popis. To je neobično: prije potvrde provjerite segment.
        [few] { $count } profila ({ $share }) napustila bi popis. To je neobično: prije potvrde provjerite segment.
       *[other] { $count } profila ({ $share }) napustilo bi popis. To je neobično: prije potvrde provjerite segment.
    }
removal-confirmed = Uklanjanje je potvrđeno.
confirm-removal = Potvrdi uklanjanje

rejects = Redci koji nisu poslani
rejects-words = Svaki je redak naveden jednom, s mjestom u segmentu.
rejects-closed = Ove retke vide samo oni koji upravljaju izvozom
rejects-closed-words = Sadrže osobne podatke.
download-csv = Preuzmi CSV
reason = Razlog
outcome = Ishod
line = Redak
file = Datoteka
reason-email_missing = Nema adrese e-pošte
reason-email_malformed = Adresa e-pošte nije ispravna
reason-profile_too_large = Profil je prevelik
reason-malformed_row = Redak se ne može pročitati
reason-duplicate = Ponovno se pojavljuje niže
reason-refused_by_klaviyo = Klaviyo je odbio profil
reason-import_failed = Klaviyo nije mogao uvesti profil
reason-chunk_failed = Posao uvoza nije uspio
reason-not_sent = Izvođenje je prije završilo
reason-unconfirmed = Predano, ishod nije poznat

connections-lead = Klaviyo računi u koje izvozi smiju slati.
connections-lead-others = Klaviyo računi koje smijete koristiti za izvoze.
add-connection = Dodaj vezu
edit-connection = Uredi vezu
search-connections = Pretraži veze
no-connections = Još nema veza
no-connections-words = Veza je Klaviyo račun u koji izvozi smiju slati. Trebate privatni API ključ tog računa.
display-name = Zaslonski naziv
display-name-hint = Ovaj naziv vidi svatko tko radi izvoz.
account = Račun
last-used = Zadnje korištenje
who-may-use = Tko može koristiti ovu vezu
access-administrators = Administratori
access-administrators-words = Samo administratori rade izvoze s njom.
access-contributors = Suradnici
access-contributors-words = I suradnici rade izvoze s njom. Vide samo njezin naziv i vrstu.
authenticate = Provjera autentičnosti sa servisom Klaviyo
from-key = API ključem
from-key-words = Čuva se u trezoru ključeva i više se ne prikazuje.
from-secret = Tajnom u trezoru ključeva
from-secret-words = Ključ je ondje već pod nekim nazivom.
api-key = Klaviyo API ključ
api-key-hint = Privatni ključ s opsezima accounts:read, lists:read, lists:write, profiles:read i profiles:write.
secret-name = Naziv tajne
consent-title = Privatnost podataka i sukladnost
consent-words = Ovom vezom dopuštate da podaci klijenata napuste vašu organizaciju i odu u Klaviyo. Klaviyo njima rukuje prema vlastitim uvjetima. Vi osiguravate da je to u skladu s vašim obvezama prema klijentima i vezu možete ukloniti u svakom trenutku.
agree = Prihvaćam
consent-needed = Bez vaše privole ništa se ne šalje.
consent-given = Privola dana
connect = Poveži
connected = Povezano
connected-words = Veza je spremljena. Ključ pripada ovom računu.
verify = Provjeri
verified = Ključ je ispravan
not-verified = Ključ nije ispravan
missing-scopes = Nedostaju opsezi: { $scopes }
scope-subscriptions = Ključ nema opseg subscriptions:write. Trebaju ga samo izvozi koji prenose privole.
scope-data-privacy = Ključ nema opseg data-privacy:write. Potreban je samo za brisanje osobe u Klaviyu.
renew-key-words = Novi ključ mora pripadati istom računu. Izvozi odmah nastavljaju s njim.
connection-unused = Nijedan izvoz ne koristi ovu vezu
remove-connection-words = Ključ se briše iz trezora ako ga je ondje stavila aplikacija.
remove-connection-used =
    { $count ->
        [one] { $count } izvoz koristi ovu vezu:
        [few] { $count } izvoza koriste ovu vezu:
       *[other] { $count } izvoza koristi ovu vezu:
    }
remove-connection-what = Što će biti s izvozima
remove-connection-detach = Ostaju i ne izvode se dok ne dobiju drugu vezu.
remove-connection-remove = Brišu se zajedno s vezom.
remove-exports = Ukloni izvoze

segments-lead = Što je u pohrani, spremno za slanje.
no-segments = U pohrani nema segmenata
no-segments-words = Stavite datoteku u spremnik segmenata, na primjer Customers.csv, ili neka vaš sustav izvozi onamo.
search-segments = Pretraži segmente
rows = Redci
size = Veličina
parts = Datoteke
usable = Upotrebljivo
problems-count =
    { $count ->
        [one] { $count } problem
        [few] { $count } problema
       *[other] { $count } problema
    }
columns = Stupci
column = Stupac

audit-lead = Tko je što promijenio i kome je odbijeno.
audit-who = Ime osobe
when = Kada
who = Tko
nobody = Nitko prijavljen
action = Radnja
target = Odnosi se na
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
system-refresh-words = Izvozi sa zakazanim osvježavanjem izvode se u ova vremena. To su postavke implementacije.
system-refresh-off = Osvježavanje sustava je isključeno.
notifications = Obavijesti
notifications-words = Javite webhooku, Teamsu ili Slacku kad nešto treba pažnju.
no-notifications = Još se nikome ne javlja
add-notification = Dodaj obavijest
edit-notification = Uredi obavijest
remove-notification-words = Onamo se više ništa ne šalje.
address = Adresa
address-hint = https adresa. Čuva se u trezoru i više se ne prikazuje.
address-keep = Prazno: ostaje { $url }
events = Javlja se o
event-run-failed = Neuspješna izvođenja
event-run-held = Uklanjanja koja čekaju potvrdu
event-run-completed-with-warnings = Izvođenja s upozorenjima
event-run-recovered = Izvođenja koja opet uspijevaju
event-run-started = Pokrenuta izvođenja
event-run-succeeded = Uspješna izvođenja
event-alert-raised = Prekršena pravila upozorenja
event-alert-resolved = Pravila upozorenja koja su opet ispunjena
event-connection-key-problem = Problemi s ključevima
test = Isprobaj
notification-delivered = Probna je poruka stigla.
notification-not-delivered = Probna poruka nije stigla: { $problem }
notification-failing = Ne stiže
switched-on = Uključeno
switched-off = Isključeno
signing-secret = Tajna za potpisivanje
signing-secret-words = Dokazuje da poruka dolazi iz ove aplikacije. Kopirajte je sada: prikazuje se samo jednom.
erasure = Izbriši osobu
erasure-words = Briše ono što ova aplikacija čuva o osobi.
erasure-klaviyo = Zatraži i od Klaviya brisanje profila
erasure-klaviyo-words = To se ne može poništiti.
erase = Izbriši
erasure-ask = Izbrisati ovu osobu?
erasure-app = Briše se ono što aplikacija čuva o ovoj osobi.
erasure-both = Briše se ono što aplikacija čuva o ovoj osobi, a Klaviyo trajno briše profil.
erasure-done = Gotovo
erasure-refused = Izbrisano u ovoj aplikaciji, ali ne u Klaviyju
about = O aplikaciji
version = Verzija
api-description = Opis API-ja
libraries = Biblioteke
licences = Licencije

conflict-title = Netko je drugi ovo u međuvremenu promijenio
conflict-words = Učitajte njegovu verziju i ponovite promjenu ili je prebrišite svojom.
conflict-reload = Učitaj njegovu verziju
conflict-overwrite = Prebriši

error-network = Aplikacija nije dostupna
error-network-do = Provjerite internetsku vezu pa pokušajte ponovno.
error-internal = U aplikaciji je nešto pošlo po zlu
error-internal-do = Pokušajte kasnije. Ako se ponavlja, administrator će uzrok naći u zapisniku aplikacije.
error-configuration = Aplikacija nije ispravno postavljena
error-configuration-do = Administrator mora ispraviti dolje navedenu postavku.
error-invalid-request = Nešto u obrascu ne odgovara
error-invalid-request-do = Ispravite i pokušajte ponovno.
error-sign-in-required = Više niste prijavljeni
error-sign-in-required-do = Za nastavak se ponovno prijavite.
error-not-allowed = Nemate dopuštenje za ovo
error-not-allowed-do = Zatražite od administratora potrebnu ulogu ili vezu.
error-not-found = Nije pronađeno
error-not-found-do = Uklonjeno je ili je adresa pogrešna.
error-method-not-allowed = Aplikacija ne prima ovaj zahtjev
error-method-not-allowed-do = Ponovno učitajte stranicu: aplikacija je vjerojatno nadograđena.
error-cross-site = Zahtjev je došao s drugog web-mjesta
error-cross-site-do = Otvorite ovu stranicu izravno i pokušajte ponovno.
error-conflict = Ovo je u suprotnosti s postojećim
error-conflict-do = Dolje piše s čime.
error-connection-in-use = Izvozi koriste ovu vezu
error-connection-in-use-do = Odaberite što će biti s njima.
error-already-exported = Drugi izvoz šalje ovaj segment na ovaj popis
error-already-exported-do = Promijenite taj izvoz ili odaberite drugi popis ili segment.
error-run-active = Izvoz se već izvodi
error-run-active-do = Pričekajte kraj ili otkažite to izvođenje.
error-stale-version = Netko je drugi ovo u međuvremenu promijenio
error-stale-version-do = Učitajte ponovno pa napravite promjenu.
error-request-too-large = Ovo je preveliko
error-request-too-large-do = Administrator će datoteku naći u pohrani pod dolje navedenim nazivom.
error-length-required = Zahtjev je poslan bez duljine
error-length-required-do = Ništa nije promijenjeno. Ponovno učitajte stranicu i pokušajte opet.
error-idempotency-key-reused = Ovo je pokretanje već obavljeno na drugi način
error-idempotency-key-reused-do = Ništa nije pokrenuto. Pogledajte izvođenja izvoza pa ga ponovno pokrenite.
error-run-failed = Izvođenje nije uspjelo
error-run-failed-do = Pogledajte razlog niže pa ponovno pokrenite izvoz.
error-segment-not-found = Segment ne postoji
error-segment-not-found-do = Provjerite je li izvoz koji ga zapisuje pokrenut i je li naziv još isti.
error-segment-empty = Segment je prazan
error-segment-empty-do = Ništa nije poslano. Provjerite izvoz koji zapisuje segment.
error-segment-unreadable = Segment se ne može pročitati
error-segment-unreadable-do = Ponovno zapišite segment kako je navedeno niže.
error-segment-inaccessible = Pohrana ne predaje segment
error-segment-inaccessible-do = Zamolite administratora da omogući čitanje njegovih datoteka kako je navedeno niže, a zatim ponovno pokrenite izvoz.
error-segment-too-large = Segment prelazi ograničenje
error-segment-too-large-do = Podijelite segment ili zamolite administratora da podigne ograničenje.
error-retry-record-missing = Zapis redaka za ponovno slanje više ne postoji
error-retry-record-missing-do = Pokrenite novo izvođenje. Ono šalje svaki redak koji Klaviyo nije prihvatio.
error-temp-disk-full = Segment treba više privremenog diska nego što ga ima
error-temp-disk-full-do = Podijelite segment ili zamolite administratora da aplikaciji da više diska.
error-segment-changed = Segment je prebrisan tijekom čitanja
error-segment-changed-do = Pokrenite izvoz ponovno kad segment bude potpun.
error-over-limit = Izvođenje bi prešlo ograničenje profila
error-over-limit-do = Ništa nije poslano. Smanjite segment ili podignite ograničenje izvoza.
error-column-missing = U segmentu nedostaje povezani stupac
error-column-missing-do = Ništa nije poslano. Promijenite podudaranje podataka izvoza ili segment.
error-connection-missing = Izvoz nema vezu
error-connection-missing-do = Dajte mu drugu vezu pa ga ponovno pokrenite.
error-list-not-found = Klaviyo popis ne postoji
error-list-not-found-do = Odaberite drugi popis: izbrisan je u Klaviyu ili pripada drugom računu.
error-key-refused = Klaviyo je odbio API ključ
error-key-refused-do = Administrator obnavlja ključ veze, zatim ponovno pokrenite izvoz.
error-nondeterministic-preparation = Izvođenje se nije moglo nastaviti
error-nondeterministic-preparation-do = Ponovno pokrenite izvoz.
error-step-failed = Korak izvođenja stalno nije uspijevao
error-step-failed-do = Ponovite izvođenje. Ako opet ne uspije, administrator će uzrok naći u zapisniku aplikacije.
error-chunk-refused = Klaviyo je odbio profile
error-chunk-refused-do = Ti su redci navedeni kao odbijeni.
error-state-conflict = Zapis je promijenio netko drugi
error-state-conflict-do = Pokušajte ponovno.
error-unavailable = Usluga trenutačno nije dostupna
error-unavailable-do = Pokušajte ponovno za nekoliko minuta.
error-rate-limited = Klaviyovo ograničenje zahtjeva je iscrpljeno
error-rate-limited-do = Pokušajte ponovno za minutu. Druge integracije dijele to ograničenje.
error-newer-version = Zapis je napravila novija verzija aplikacije
error-newer-version-do = Administrator dovršava nadogradnju, zatim pokušajte ponovno.
error-webhook-failed = Webhook nije primio poruku
error-webhook-failed-do = Provjerite adresu pa isprobajte ponovno.
error-preview-active = Pregled se već izrađuje
error-preview-active-do = Pričekajte da bude gotov pa pokušajte ponovno.
