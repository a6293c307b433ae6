# Eesti keel.

app-name = Segmendid Klaviyosse
skip = Otse sisu juurde
menu = Menüü
navigation = Lehed
language = Keel
theme = Välimus
theme-system = Nagu seadmes
theme-light = Hele
theme-dark = Tume
sign-in = Logi sisse
sign-out = Logi välja
loading = Laadimine …
role-administrator = Administraator
role-contributor = Kaastöötaja
role-viewer = Vaataja

exports = Ekspordid
export = Eksport
runs = Käitused
run = Käivita
connections = Ühendused
connection = Ühendus
segments = Segmendid
segment = Segment
audit = Audit
settings = Sätted
details = Üksikasjad
name = Nimi
type = Tüüp
format = Vorming
email = Meil
state = Olek
actions = Toimingud
all = Kõik
edit = Muuda
remove = Eemalda
duplicate = Dubleeri
detach = Lahuta
save = Salvesta
saved = Salvestatud
cancel = Loobu
close = Sulge
done = Valmis
next = Edasi
previous = Tagasi
choose = Vali …
optional = (valikuline)
required = (kohustuslik)
needed = See on kohustuslik.
name-taken = See nimi on juba kasutusel.
try-again = Proovi uuesti
load-more = Laadi rohkem
nothing-found = Midagi ei leitud
clear-filters = Tühjenda filtrid
more-of = Rohkem: { $name }
rows-about = umbes { $count }
created = Loodud
started = Alustatud
ended = Lõppenud
queued = Järjekorda pandud
took = Kestus
read = Loetud
accepted = Vastu võetud
not-sent = Saatmata
updated = Uuendatud
chunks = Impordiülesanded
condition = Seisund
identifier = ID
warnings = Hoiatused
notes = Tasub teada
per-second =
    { $count ->
        [one] { $count } profiil sekundis
       *[other] { $count } profiili sekundis
    }

door-nobody = Eksportide nägemiseks logi sisse
door-nobody-words = See leht näitab, mida Klaviyosse saadetakse. Logi sisse oma organisatsiooni kontoga.
door-stranger = Sinu kontol pole siin rolli
door-stranger-words = Oled sisse loginud, kuid keegi pole andnud sulle selles rakenduses rolli. Küsi administraatorilt Microsoft Entra ID-s rolli Viewer, Contributor või Administrator ja logi siis uuesti sisse.
door-other-account = Kasuta teist kontot
door-unreachable = Rakendus ei vasta
door-not-allowed = See leht pole sinu rollile
door-not-there = Sellel aadressil pole midagi

state-queued = Järjekorras
state-preparing = Ettevalmistamine
state-uploading = Üleslaadimine
state-importing = Importimine
state-successful = Õnnestus
state-completed_with_warnings = Lõpetatud hoiatustega
state-failed = Nurjus
state-skipped = Vahele jäetud
state-canceled = Tühistatud
trigger = Käivitaja
trigger-schedule = Ajakava
trigger-on_demand = Nõudmisel
trigger-segment_updated = Segmendi uuendus
trigger-api_key = Muu süsteem

exports-lead = Mida kuhu saadetakse. Ekspordi salvestamine ei käivita seda.
exports-count =
    { $count ->
        [one] { $count } eksport
       *[other] { $count } eksporti
    }
search-exports = Otsi eksporte
add-export = Lisa eksport
edit-export = Muuda eksporti
copy-of = { $name } (koopia)
last-run = Viimane käitus
next-run = Järgmine käitus
next-runs = Järgmised käitused
permissions = Õigused
may-manage = Haldamine
may-view = Ainult vaatamine
never-run = Pole käivitatud
detached = Ühenduseta
connection-closed = Ainult administraatoritele
run-named = Käivita { $name }
run-all = Käivita kõik
run-all-words = Käivitab kohe kõik sinu hallatavad ekspordid, millel on aktiivne ajakava.
run-all-started =
    { $count ->
        [one] Alustati { $count } käitust.
       *[other] Alustati { $count } käitust.
    }
run-all-refused =
    { $count ->
        [one] { $count } eksport ei saanud alata:
       *[other] { $count } eksporti ei saanud alata:
    }
run-full = Saada kõik uuesti
watch = Jälgi
switch-on = Lülita ajakava sisse
switch-off = Lülita ajakava välja
no-exports = Eksporte veel pole
first-connection = Administraator lisab ühenduse Klaviyo kontoga.
first-export = Lisa eksport: milline segment millisesse loendisse.
first-run = Käivita see ja vaata, mis igast reast sai.
first-ask = Palu administraatoril lisada ühendus ja avada see kaastöötajatele.
ask-detach = Kas võtta ühendus ära: { $name }?
ask-detach-words = Eksport jääb alles, kuid ei käivitu enne, kui saab teise ühenduse.
ask-remove = Kas eemaldada { $name }?
ask-remove-words = Eksport ja selle mälu saadetud profiilidest kustutatakse. Profiilid jäävad Klaviyosse ja varasemad käitused ajalukku.
ask-run-full = Kas saata kõik uuesti: { $name }?
ask-run-full-words = Saadetakse kõik profiilid, ka need, mis pole pärast viimast käitust muutunud.
ask-switch-on = Kas lülitada ajakava sisse: { $name }?
ask-switch-on-words = Nüüdsest käivitub see ise.
ask-switch-off = Kas lülitada ajakava välja: { $name }?
ask-switch-off-words = Eksport jääb alles ja käivitub ainult nõudmisel.
done-detach = { $name } on nüüd ühenduseta.
done-remove = { $name } on eemaldatud.
done-switch = Ajakava on muudetud: { $name }.
done-full = { $name } on käivitatud.
export-what = Mida kuhu saadetakse
detached-title = Sellel ekspordil pole ühendust
detached-words = See ei käivitu enne, kui saab ühenduse.
choose-connection = Vali ühendus
all-runs = Kõik käitused
never-run-title = Pole veel käivitatud
never-run-words = Käivita see ja vaata siit, mis igast reast sai.
history = Käituste ajalugu
history-words =
    { $count ->
        [one] Viimase käituse read
       *[other] Viimase { $count } käituse read
    }

schedule = Ajakava
schedule-manual = Nõudmisel
schedule-manual-words = Käivitub, kui keegi selle käivitab.
schedule-refresh = Kavandatud värskendus
schedule-refresh-words = Koos süsteemi värskendusega, järgmine:
schedule-own = Oma ajakava
schedule-own-words = Omal ajal, iga päev või kindlatel päevadel.
schedule-segment_updated = Kui segment uueneb
schedule-segment_updated-words = Kohe, kui segmendi uus versioon on valmis.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Iga päev kell { $times } ({ $zone })
schedule-weekly = { $days } kell { $times } ({ $zone })
schedule-off = Välja lülitatud
at = Kell
how-often = Kui tihti
times-a-day =
    { $count ->
        [one] Kord päevas
       *[other] { $count } korda päevas
    }
days = Päevad
time-zone = Ajavöönd
cron = Croni avaldis
cron-hint = Minut, tund, kuupäev, kuu, nädalapäev. Näiteks 0 6 * * 1
cron-write = Kirjuta croni avaldis
quiet-seconds = Oota vaikust, sekundites
quiet-seconds-hint = Segment on valmis, kui nii kaua pole midagi kirjutatud.
enabled = Ajakava sisse lülitatud
enabled-hint = Väljalülitatult käivitub see ainult nõudmisel.

steps = Sammud
step-bad = midagi on puudu
step-connection = Ühendus ja loend
step-connection-words = Millisesse Klaviyo kontosse ja loendisse profiilid lähevad.
step-segments = Segmendid
step-segments-words = Kelle profiilid saadetakse.
step-matching = Andmete vastendamine
step-matching-words = Milline veerg täidab millise välja Klaviyos. Meil on kohustuslik.
step-rules = Režiim ja ajakava
step-rules-words = Mida käitus tohib teha ja millal see käivitub.
step-preview = Eelvaade ja salvestamine
step-preview-words = Mida käitus teeks praeguste andmetega. Midagi pole veel saadetud.
save-and-run = Salvesta ja käivita
export-name = Ekspordi nimi
connection-for-export = Ühendus ekspordiks
klaviyo-list = Klaviyo loend
list-how = Kuidas loend leida
list-by-name = Nime järgi
list-by-id = Loendi ID järgi
list-id = Klaviyo loendi ID
list-id-hint = Klaviyos: ava loend, siis Settings.
list-id-wrong = Loendi ID-s on ainult tähed ja numbrid.
list-found = See on loend { $name }.
list-unknown = Kontol pole sellise ID-ga loendit.
new-list = Loo uus loend
new-list-name = Uue loendi nimi
new-list-make = Loo loend
segments-needed = Vali segment.
segments-several = Segmendid saadetakse ühena. Kes on mitmes neist, saadetakse üks kord.
segment-gone = { $name } pole salvestusruumis
segment-gone-words = Vali teine segment või kontrolli eksporti, mis seda kirjutab.
rows-count =
    { $count ->
        [one] { $rows } rida
       *[other] { $rows } rida
    }
columns-unknown = Segmendi veerge ei saa lugeda
suggested = Soovitatud veergude nimede järgi
suggested-words = Kontrolli iga rida ja muuda, mis on vale.
klaviyo-field = Väli Klaviyos
comes-from = Tuleb veerust
examples = Näited
examples-doubtful = See ei tundu õige: { $examples }
column-for = Veerg väljale { $name }
column-gone = Segmendis pole sellist veergu.
email-needed = Vali meiliaadressiga veerg.
not-sent-field = Ei saadeta
fixed-value = Sama väärtus kõigile
fixed-value-choice = Sama väärtus kõigile …
add-field = Lisa väli
add-property = Lisa atribuut
property-name = Atribuudi nimi
remove-property = Eemalda { $name }
type-for = Välja { $name } tüüp
type-auto = Nagu andmetes
type-string = Tekst
type-number = Arv
type-boolean = Jah või ei
type-date = Kuupäev
type-datetime = Kuupäev ja kellaaeg
type-list = Loend
blank-clear = Tühi väärtus tühjendab välja
all-other-columns = Kõik muud veerud atribuutidena
unused-columns =
    { $count ->
        [one] { $count } veerg on kasutamata: { $columns }
       *[other] { $count } veergu on kasutamata: { $columns }
    }
no-unused-columns = Kõik veerud on kasutusel.
data-matching = Andmete vastendamine
mode = Režiim
mode-upsert = Lisa ja uuenda
mode-upsert-words = Profiilid lisatakse loendisse ja hoitakse ajakohasena. Kedagi sealt ei eemaldata.
mode-mirror = Peegelda segmenti
mode-mirror-words = Kes lahkub segmendist, eemaldatakse ka loendist. Profiil ise ja selle nõusolek jäävad alles.
removal-limit = Peatu enne, kui eemaldatakse üle (protsenti)
removal-limit-hint = Käitus, mis eemaldaks rohkem, ootab kinnitust.
profile-limit = Profiilide piirang
profile-limit-hint = Piirangut ületav käitus ei saada midagi ja jäetakse vahele. Algsel konnektoril oli { $limit }.
limit-wrong = Täisarv alates 1.
default-country = Telefoninumbrite riik
default-country-hint = Kus loetakse riigikoodita numbreid.
default-country-none = Puudub: selliseid numbreid ei saadeta
shared-identifiers = Inimesed, kellel on sama telefoninumber või väline ID
shared-identifiers-hint = Klaviyo ühendab sellised profiilid ja seda ei saa tagasi võtta.
shared-leave-out = Jäta ühine väärtus välja
shared-leave-out-words = Profiilid saadetakse ilma selleta.
shared-send-last = Saada see viimasega neist
shared-send-last-words = Teised saadetakse ilma selleta.
subscribe = Telli meiliturundus
subscribe-on = Meiliturundus
subscribe-hint = Nõusoleku andnud profiilid tehakse ka tellijaks.
subscribe-warning = See võib tellijaks teha inimesi, kes on loobunud
subscribe-warning-words = Klaviyo tühistab varasema loobumise kõigil, kes tellijaks tehakse. Kasuta veergu, kus on pärast seda antud nõusolek.
subscribe-column = Nõusoleku veerg
subscribe-values = Jah tähendavad väärtused
subscribe-values-hint = Komadega eraldatult.
subscribe-at = Nõusoleku aja veerg
subscribe-source = Allikas, nagu Klaviyo seda näitab
preview-blocked = Midagi on puudu
preview-preparing = Segmenti loetakse …
preview-title = Mida käitus teeks
preview-words = Arvutatud praeguste andmetega. Midagi ei saadetud.
preview-as-new = Arvutatud nii, nagu oleks eksport uus.
preview-time = Klaviyo vajab vähemalt
preview-profiles = Esimesed profiilid, nagu neid saadetaks
preview-again = Uus eelvaade
unused = Kasutamata veerud

field-email = Meil
field-phone-number = Telefoninumber
field-external-id = Väline ID
field-first-name = Eesnimi
field-last-name = Perekonnanimi
field-organization = Organisatsioon
field-title = Ametinimetus
field-locale = Lokaat
field-image = Pilt
field-location-address1 = Aadress
field-location-address2 = Aadressi teine rida
field-location-city = Linn
field-location-region = Piirkond
field-location-zip = Sihtnumber
field-location-country = Riik
field-location-timezone = Ajavöönd
field-location-latitude = Laiuskraad
field-location-longitude = Pikkuskraad
field-location-ip = IP-aadress

runs-lead = Mis toimub ja mis on toimunud.
no-runs = Käitusi veel pole
no-runs-words = Käivita eksport ja see ilmub siia.
run-ended = Käitus on lõppenud: { $state }
run-nothing = Ühtegi rida ei loetud
cancel-run = Tühista käitus
cancel-asked = Käitust tühistatakse
retry = Proovi uuesti
ask-cancel-run = Kas tühistada käitus?
ask-cancel-run-words = Rohkem ei saadeta. Mille Klaviyo on vastu võtnud, jääb sinna.
ask-retry = Kas proovida seda käitust uuesti?
ask-retry-words = Vastu võtmata profiilid saadetakse uuesti; vastu võetud jäävad nagu on.
renew-key = Uuenda võtit
progress = Edenemine
stage-preparing = Ettevalmistamine
stage-uploading = Üleslaadimine
stage-importing = Importimine Klaviyos
stage-waiting = Ootel
stage-read =
    { $count ->
        [one] { $count } rida loetud
       *[other] { $count } rida loetud
    }
stage-chunks =
    { $total ->
        [one] { $done }/{ $total } ülesanne
       *[other] { $done }/{ $total } ülesannet
    }
stage-chunks-open =
    { $done ->
        [one] seni { $done } ülesanne
       *[other] seni { $done } ülesannet
    }
time-left = jäänud vähemalt { $time }
time-left-words = Klaviyo võtab vastu 10 ülesannet sekundis ja 150 minutis. Muud integratsioonid jagavad neid piire.
flow-title = Kuhu read läksid
flow-read =
    { $count ->
        [one] rida loetud
       *[other] rida loetud
    }
flow-removed =
    { $count ->
        [one] { $count } profiil eemaldati loendist.
       *[other] { $count } profiili eemaldati loendist.
    }
flow-cleared =
    { $count ->
        [one] Tühjad väärtused tühjendasid { $count } profiili välju.
       *[other] Tühjad väärtused tühjendasid { $count } profiili välju.
    }
flow-subscribed =
    { $count ->
        [one] { $count } profiil tehti meiliturunduse tellijaks.
       *[other] { $count } profiili tehti meiliturunduse tellijateks.
    }
count-added = Lisatud
count-added-words = Loendis uued.
count-updated = Uuendatud
count-updated-words = Varem saadetud, vahepeal muutunud.
count-accepted = Vastu võetud
count-accepted-words = Need on Klaviyos.
count-unchanged = Muutmata
count-unchanged-words = Samad, mis varem saadetud; uuesti ei saadeta.
count-duplicates = Duplikaadid
count-duplicates-words = Sama inimene on allpool.
count-rejected = Tagasi lükatud
count-rejected-words = Saatmata: rida tuleb parandada.
count-failed = Nurjunud
count-failed-words = Saadetakse uuel katsel uuesti.
count-open = Teel
count-open-words = Veel lahtine.
count-removed = Loendist eemaldatud
started-by = Käivitaja
speed = Kiirus
retry-of = Uus katse käitusest
removal-held = Eemaldamine ootab sind
removal-held-words =
    { $count ->
        [one] { $count } profiil ({ $share }) lahkuks loendist. See on ebatavaline: vaata segment üle, enne kui kinnitad.
       *[other] { $count } profiili ({ $share }) lahkuks loendist. See on ebatavaline: vaata segment üle, enne kui kinnitad.
    }
removal-confirmed = Eemaldamine on kinnitatud.
confirm-removal = Kinnita eemaldamine

rejects = Saatmata read
rejects-words = Iga rida on loetletud üks kord koos asukohaga segmendis.
rejects-closed = Neid ridu näevad ainult ekspordi haldajad
rejects-closed-words = Neis on isikuandmeid.
download-csv = Laadi CSV alla
reason = Põhjus
outcome = Tulemus
line = Rida
file = Fail
reason-email_missing = Meiliaadress puudub
reason-email_malformed = Meiliaadress on vigane
reason-profile_too_large = Profiil on liiga suur
reason-malformed_row = Rida ei saa lugeda
reason-duplicate = Esineb allpool uuesti
reason-refused_by_klaviyo = Klaviyo keeldus profiilist
reason-import_failed = Klaviyo ei saanud profiili importida
reason-chunk_failed = Impordiülesanne nurjus
reason-not_sent = Käitus lõppes enne
reason-unconfirmed = Üle antud, tulemus pole teada

connections-lead = Klaviyo kontod, kuhu ekspordid võivad saata.
connections-lead-others = Klaviyo kontod, mida võid eksportides kasutada.
add-connection = Lisa ühendus
edit-connection = Muuda ühendust
search-connections = Otsi ühendusi
no-connections = Ühendusi veel pole
no-connections-words = Ühendus on Klaviyo konto, kuhu ekspordid võivad saata. Vajad selle konto privaatset API-võtit.
display-name = Kuvatav nimi
display-name-hint = Seda nime näeb igaüks, kes eksporti teeb.
account = Konto
last-used = Viimati kasutatud
who-may-use = Kes saab seda ühendust kasutada
access-administrators = Administraatorid
access-administrators-words = Ainult administraatorid teevad sellega eksporte.
access-contributors = Kaastöötajad
access-contributors-words = Ka kaastöötajad teevad sellega eksporte. Nad näevad ainult nime ja tüüpi.
authenticate = Autendi Klaviyoga
from-key = API-võtmega
from-key-words = See hoitakse võtmehoidlas ja seda ei näidata enam kunagi.
from-secret = Võtmehoidla saladusega
from-secret-words = Võti on seal juba mõne nime all.
api-key = Klaviyo API-võti
api-key-hint = Privaatne võti õigustega accounts:read, lists:read, lists:write, profiles:read ja profiles:write.
secret-name = Saladuse nimi
consent-title = Andmete privaatsus ja nõuetele vastavus
consent-words = Selle ühendusega lubad kliendiandmetel liikuda oma organisatsioonist Klaviyosse. Klaviyo käsitleb neid oma tingimuste järgi. Sina tagad, et see on kooskõlas sinu kohustustega klientide ees, ja võid ühenduse igal ajal eemaldada.
agree = Nõustun
consent-needed = Sinu nõusolekuta ei saadeta midagi.
consent-given = Nõusolek antud
connect = Ühenda
connected = Ühendatud
connected-words = Ühendus on salvestatud. Võti kuulub sellele kontole.
verify = Kontrolli
verified = Võti kehtib
not-verified = Võti ei kehti
missing-scopes = Puuduvad õigused: { $scopes }
scope-subscriptions = Võtmel pole õigust subscriptions:write. Seda vajavad ainult ekspordid, mis annavad edasi nõusolekuid.
scope-data-privacy = Võtmel pole õigust data-privacy:write. Seda on vaja ainult inimese kustutamiseks Klaviyos.
renew-key-words = Uus võti peab kuuluma samale kontole. Ekspordid jätkavad kohe sellega.
connection-unused = Ükski eksport ei kasuta seda ühendust
remove-connection-words = Võti kustutatakse hoidlast, kui rakendus selle sinna pani.
remove-connection-used =
    { $count ->
        [one] { $count } eksport kasutab seda ühendust:
       *[other] { $count } eksporti kasutavad seda ühendust:
    }
remove-connection-what = Mis eksportidest saab
remove-connection-detach = Need jäävad alles ega käivitu enne, kui saavad teise ühenduse.
remove-connection-remove = Need kustutatakse koos ühendusega.
remove-exports = Eemalda ekspordid

segments-lead = Mis on salvestusruumis saatmiseks valmis.
no-segments = Salvestusruumis pole segmente
no-segments-words = Pane segmentide konteinerisse fail, näiteks Customers.csv, või lase oma süsteemil sinna eksportida.
search-segments = Otsi segmente
rows = Read
size = Suurus
parts = Failid
usable = Kasutatav
problems-count =
    { $count ->
        [one] { $count } probleem
       *[other] { $count } probleemi
    }
columns = Veerud
column = Veerg

audit-lead = Kes mida muutis ja kellele keelduti.
audit-who = Isiku nimi
when = Millal
who = Kes
nobody = Keegi pole sisse loginud
action = Toiming
target = Puudutab
result = Tulemus
result-changed = Muudetud
result-denied = Keelatud
change = Muudatus
change-fields =
    { $count ->
        [one] { $count } väli
       *[other] { $count } välja
    }

system-refresh = Süsteemi värskendus
system-refresh-words = Kavandatud värskendusega ekspordid käivituvad neil aegadel. Need on juurutuse sätted.
system-refresh-off = Süsteemi värskendus on välja lülitatud.
notifications = Teavitused
notifications-words = Teavita veebihaaki, Teamsi või Slacki, kui miski vajab tähelepanu.
no-notifications = Kedagi veel ei teavitata
add-notification = Lisa teavitus
edit-notification = Muuda teavitust
remove-notification-words = Sinna ei saadeta enam midagi.
address = Aadress
address-hint = https-aadress. See hoitakse hoidlas ja seda ei näidata enam kunagi.
address-keep = Tühi: jääb { $url }
events = Teavitatakse
event-run-failed = Nurjunud käitused
event-run-held = Kinnitust ootavad eemaldamised
event-run-completed-with-warnings = Hoiatustega käitused
event-run-recovered = Taas toimivad käitused
event-run-started = Alanud käitused
event-run-succeeded = Õnnestunud käitused
event-alert-raised = Rikutud häirereeglid
event-alert-resolved = Taas täidetud häirereeglid
event-connection-key-problem = Probleemid võtmetega
test = Testi
notification-delivered = Test jõudis kohale.
notification-not-delivered = Test ei jõudnud kohale: { $problem }
notification-failing = Ei jõua kohale
switched-on = Sisse lülitatud
switched-off = Välja lülitatud
signing-secret = Allkirjastamise saladus
signing-secret-words = See tõendab, et teade tuleb sellest rakendusest. Kopeeri see kohe: seda näidatakse ainult üks kord.
erasure = Kustuta inimese andmed
erasure-words = Kustutab selle, mida rakendus inimese kohta hoiab.
erasure-klaviyo = Palu ka Klaviyol profiil kustutada
erasure-klaviyo-words = Seda ei saa tagasi võtta.
erase = Kustuta
erasure-ask = Kas kustutada selle inimese andmed?
erasure-app = Kustutatakse see, mida rakendus selle inimese kohta hoiab.
erasure-both = Kustutatakse see, mida rakendus selle inimese kohta hoiab, ja Klaviyo kustutab profiili jäädavalt.
erasure-done = Valmis
erasure-refused = Rakendusest kustutatud, Klaviyost mitte
about = Teave
version = Versioon
api-description = API kirjeldus
libraries = Teegid
licences = Litsentsid

conflict-title = Keegi teine on seda vahepeal muutnud
conflict-words = Laadi tema versioon ja tee muudatus uuesti või kirjuta see oma omaga üle.
conflict-reload = Laadi tema versioon
conflict-overwrite = Kirjuta üle

error-network = Rakendusega ei saa ühendust
error-network-do = Kontrolli internetiühendust ja proovi uuesti.
error-internal = Rakenduses läks midagi valesti
error-internal-do = Proovi hiljem uuesti. Kui viga jääb, leiab administraator põhjuse rakenduse logist.
error-configuration = Rakendus pole õigesti seadistatud
error-configuration-do = Administraator peab parandama allpool nimetatud sätte.
error-invalid-request = Midagi vormil ei sobi
error-invalid-request-do = Paranda see ja proovi uuesti.
error-sign-in-required = Sa pole enam sisse logitud
error-sign-in-required-do = Jätkamiseks logi uuesti sisse.
error-not-allowed = Sul pole selleks õigust
error-not-allowed-do = Küsi administraatorilt vajalik roll või ühendus.
error-not-found = Ei leitud
error-not-found-do = See on eemaldatud või on aadress vale.
error-method-not-allowed = Rakendus ei võta seda päringut vastu
error-method-not-allowed-do = Laadi leht uuesti: rakendust on ilmselt uuendatud.
error-cross-site = Päring tuli teiselt veebisaidilt
error-cross-site-do = Ava see leht ise ja proovi uuesti.
error-conflict = See on vastuolus olemasolevaga
error-conflict-do = Vaata allpool, millega.
error-connection-in-use = Ekspordid kasutavad seda ühendust
error-connection-in-use-do = Vali, mis neist saab.
error-already-exported = Teine eksport saadab selle segmendi sellesse loendisse
error-already-exported-do = Muuda seda eksporti või vali teine loend või segment.
error-run-active = Eksport juba käib
error-run-active-do = Oota selle lõppu või tühista see käitus.
error-stale-version = Keegi teine on seda vahepeal muutnud
error-stale-version-do = Laadi uuesti ja tee siis oma muudatus.
error-request-too-large = See on liiga suur
error-request-too-large-do = Administraator leiab faili salvestusruumist allpool oleva nime all.
error-length-required = Päring saadeti ilma pikkuseta
error-length-required-do = Midagi ei muudetud. Laadi leht uuesti ja proovi veel kord.
error-idempotency-key-reused = See käivitus on juba tehtud teisiti
error-idempotency-key-reused-do = Midagi ei käivitatud. Vaata ekspordi käitusi ja käivita see siis uuesti.
error-run-failed = Käitus nurjus
error-run-failed-do = Vaata allpool, miks, ja käivita eksport uuesti.
error-segment-not-found = Segmenti pole olemas
error-segment-not-found-do = Kontrolli, kas seda kirjutav eksport on käivitunud ja kas nimi on sama.
error-segment-empty = Segment on tühi
error-segment-empty-do = Midagi ei saadetud. Kontrolli eksporti, mis segmenti kirjutab.
error-segment-unreadable = Segmenti ei saa lugeda
error-segment-unreadable-do = Kirjuta segment uuesti, nagu allpool öeldud.
error-segment-inaccessible = Salvestusruum ei anna segmenti välja
error-segment-inaccessible-do = Palu administraatoril teha selle failid loetavaks, nagu allpool öeldud, ja käivita eksport uuesti.
error-segment-too-large = Segment ületab piirangu
error-segment-too-large-do = Jaga segment osadeks või palu administraatoril piirangut tõsta.
error-retry-record-missing = Uuesti saadetavate ridade loend puudub
error-retry-record-missing-do = Käivitage uus käitus. See saadab kõik read, mida Klaviyo ei ole vastu võtnud.
error-temp-disk-full = Segment vajab rohkem ajutist kettaruumi, kui on
error-temp-disk-full-do = Jaga segment osadeks või palu administraatoril anda rakendusele rohkem kettaruumi.
error-segment-changed = Segment kirjutati lugemise ajal üle
error-segment-changed-do = Käivita eksport uuesti, kui segment on valmis.
error-over-limit = Käitus ületaks profiilide piirangu
error-over-limit-do = Midagi ei saadetud. Tee segment väiksemaks või tõsta ekspordi piirangut.
error-column-missing = Vastendatud veerg puudub segmendist
error-column-missing-do = Midagi ei saadetud. Muuda ekspordi andmete vastendamist või segmenti.
error-connection-missing = Ekspordil pole ühendust
error-connection-missing-do = Anna talle teine ühendus ja käivita uuesti.
error-list-not-found = Klaviyo loendit pole olemas
error-list-not-found-do = Vali teine loend: see on Klaviyos kustutatud või kuulub teisele kontole.
error-key-refused = Klaviyo keeldus API-võtmest
error-key-refused-do = Administraator uuendab ühenduse võtit, seejärel käivita eksport uuesti.
error-nondeterministic-preparation = Käitust ei saanud jätkata
error-nondeterministic-preparation-do = Käivita eksport uuesti.
error-step-failed = Käituse üks samm nurjus korduvalt
error-step-failed-do = Proovi käitust uuesti. Kui see jälle nurjub, leiab administraator põhjuse rakenduse logist.
error-chunk-refused = Klaviyo keeldus profiilidest
error-chunk-refused-do = Need read on loetletud tagasilükatutena.
error-state-conflict = Keegi teine muutis kirjet
error-state-conflict-do = Proovi uuesti.
error-unavailable = Teenus pole praegu saadaval
error-unavailable-do = Proovi mõne minuti pärast uuesti.
error-rate-limited = Klaviyo päringupiirang on täis
error-rate-limited-do = Proovi minuti pärast uuesti. Muud integratsioonid jagavad seda piiri.
error-newer-version = Kirje on kirjutanud rakenduse uuem versioon
error-newer-version-do = Administraator viib uuenduse lõpule, seejärel proovi uuesti.
error-webhook-failed = Veebihaak ei võtnud teadet vastu
error-webhook-failed-do = Kontrolli aadressi ja testi uuesti.
error-preview-active = Eelvaadet juba tehakse
error-preview-active-do = Oota, kuni see on valmis, ja proovi uuesti.
