# Eesti keel.

app-name = Segmendid Klaviyosse
skip = Liigu põhisisu juurde
menu = Menüü
navigation = Lehed
language = Keel
theme = Välimus
theme-system = Kasuta seadme sätet
theme-light = Hele
theme-dark = Tume
sign-in = Logi sisse
sign-out = Logi välja
loading = Laadimine…
role-administrator = Administraator
role-contributor = Kaastöötaja
role-operator = Käitaja
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
overview = Ülevaade
details = Üksikasjad
name = Nimi
type = Tüüp
format = Vorming
person = Inimene
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
keep-editing = Jätka muutmist
discard = Hülga
ask-discard = Kas hüljata muudatused?
ask-discard-text = Neid ei ole salvestatud.
choose = Valige…
optional = (valikuline)
required = (kohustuslik)
field-required = See väli on kohustuslik.
name-in-use = See nimi on juba kasutusel.
try-again = Proovi uuesti
nothing-found = Tulemusi pole
clear-filters = Tühjenda filtrid
list-address-invalid = Aadressis on filter või leht, mida pole olemas
remove-filter = Eemalda filter: { $name }
pages = Loendi leheküljed
previous-page = Eelmine lehekülg
next-page = Järgmine lehekülg
page-rows = { $first }–{ $last }
page-rows-of = { $first }–{ $last }, kokku { $total }
date-from = Alates
date-to = Kuni
needs-attention = Vajab tähelepanu
more-of = Rohkem: { $name }
rows-about = umbes { $count }
created = Loodud
started = Alustatud
ended = Lõppenud
queued = Järjekorda pandud
duration = Kestus
read = Loetud
accepted = Vastu võetud
not-sent = Saatmata
updated = Uuendatud
chunks = Impordiülesanded
status = Olek
import-jobs-list = Impordiülesanded Klaviyos
import-jobs-none = Selle käituse ID-sid ei säilitatud.
sent-at = Saadetud
profiles = Profiilid
not-accepted = Vastu võtmata
identifier = ID
warnings = Hoiatused
notes = Märkused
per-second =
    { $count ->
        [one] { $count } profiil sekundis
       *[other] { $count } profiili sekundis
    }

signed-out-title = Eksportide nägemiseks logige sisse
signed-out-text = See leht näitab, mida Klaviyosse saadetakse. Logige sisse oma organisatsiooni kontoga.
signed-in-title = Olete sisse logitud
signed-in-text = Sulgege see vahekaart ja minge tagasi eelmisele. Sinna sisestatu on alles.
signed-in-again = Uuesti sisse logitud. Korrake viimast toimingut.
no-role-title = Teie kontol pole selles rakenduses rolli
no-role-text = Olete sisse logitud, kuid teie kontol pole selles rakenduses rolli. Paluge administraatoril määrata teile Microsoft Entra ID-s roll Viewer, Operator, Contributor või Administrator ja logige siis uuesti sisse.
other-account = Kasuta teist kontot
unreachable-title = Rakendus ei vasta
not-allowed-title = Teil pole sellele lehele juurdepääsu
page-not-found-title = Lehte ei leitud

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

exports-lead = Iga eksport saadab segmendid ühte Klaviyo loendisse.
exports-count =
    { $count ->
        [one] { $count } eksport
       *[other] { $count } eksporti
    }
search-exports = Otsi eksporte
search-lists = Otsi loendeid
add-export = Lisa eksport
edit-export = Muuda eksporti
copy-of = { $name } (koopia)
last-run = Viimane käitus
next-run = Järgmine käitus
next-runs = Järgmised käitused
health-text =
    { $count ->
        [one] Viimane käitus: { $states }
       *[other] Viimased { $count } käitust: { $states }
    }
never-run = Pole käivitatud
detached = Ühenduseta
connection-hidden = Ainult administraatoritele
run-named = Käivita { $name }
choose-named = Vali { $name }
chosen-exports = Valitud ekspordid
chosen-count =
    { $count ->
        [one] { $count } eksport valitud
       *[other] { $count } eksporti valitud
    }
choose-all =
    { $count ->
        [one] Vali sobiv eksport
       *[other] Vali kõik { $count } sobivat eksporti
    }
choose-none = Tühista valik
bulk-run = Käivita
bulk-pause = Peata ajakavad
bulk-resume = Lülita ajakavad sisse
move-exports = Teisalda ekspordid
choose-page = Vali kõik sellel lehel
bulk-move = Teisalda
bulk-remove = Eemalda
bulk-ask-run =
    { $count ->
        [one] Kas käivitada { $count } eksport?
       *[other] Kas käivitada { $count } eksporti?
    }
bulk-text-run = Iga ekspordi käitus algab kohe.
bulk-ask-pause =
    { $count ->
        [one] Kas peatada { $count } ekspordi ajakava?
       *[other] Kas peatada { $count } ekspordi ajakavad?
    }
bulk-text-pause = Edaspidi käivituvad need ainult nõudmisel.
bulk-ask-resume =
    { $count ->
        [one] Kas lülitada { $count } ekspordi ajakava sisse?
       *[other] Kas lülitada { $count } ekspordi ajakavad sisse?
    }
bulk-text-resume = Edaspidi käivituvad need ajakava järgi.
bulk-ask-move =
    { $count ->
        [one] Kas teisaldada { $count } eksport teisele ühendusele?
       *[other] Kas teisaldada { $count } eksporti teisele ühendusele?
    }
bulk-text-move = Teises kontos saadab iga eksport sama nimega loendisse.
bulk-create-lists = Loo loendid, mida kontol pole
bulk-create-lists-text = Muidu ei teisaldata eksporte, mille samanimelist loendit kontol pole.
bulk-ask-remove =
    { $count ->
        [one] Kas eemaldada { $count } eksport?
       *[other] Kas eemaldada { $count } eksporti?
    }
bulk-text-remove = Ekspordid ja nende andmed saadetud profiilide kohta kustutatakse. Profiilid jäävad Klaviyosse ja varasemad käitused ajalukku.
bulk-progress = Tehtud { $done }, kokku { $count }
bulk-refused =
    { $count ->
        [one] { $count } eksporti ei muudetud:
       *[other] { $count } eksporti ei muudetud:
    }
run-all = Käivita kõik
run-all-text = Käivitab kõik teie hallatavad ekspordid, mille ajakava on sisse lülitatud.
run-all-started =
    { $count ->
        [one] Käivitati { $count } eksport.
       *[other] Käivitati { $count } eksporti.
    }
run-all-refused =
    { $count ->
        [one] { $count } eksporti ei saanud käivitada:
       *[other] { $count } eksporti ei saanud käivitada:
    }
run-full = Käivita täielik sünkroonimine
view-run = Vaata käitust
turn-schedule-on = Lülita ajakava sisse
pause-schedule = Peata ajakava
no-exports = Eksporte veel pole
first-connection = Administraator lisab Klaviyo konto ühenduse.
first-steps = Alustamine
first-steps-done = { $done }/{ $count } tehtud
first-list = Valige Klaviyos loend, kuhu inimesed lisatakse, või looge see.
first-export = Lisage eksport: valige segmendid ja Klaviyo loend.
first-run = Käivitage eksport, et näha iga rea tulemust.
first-ask = Paluge administraatoril lisada ühendus, mida kaastöötajad saavad kasutada.
ask-detach = Kas lahutada { $name } ühendusest?
ask-detach-text = Ekspordi konfiguratsioon jääb alles, kuid seda ei saa käivitada enne, kui olete valinud teise ühenduse.
ask-remove = Kas eemaldada { $name }?
ask-remove-text = Eksport ja selle andmed saadetud profiilide kohta kustutatakse. Profiilid jäävad Klaviyosse ja varasemad käitused ajalukku.
ask-run-full = Kas käivitada täielik sünkroonimine: { $name }?
ask-run-full-text = Saadetakse kõik profiilid, ka need, mis pole pärast viimast käitust muutunud.
ask-turn-schedule-on = Kas lülitada ajakava sisse: { $name }?
ask-turn-schedule-on-text = Seejärel käivitub eksport ajakava järgi.
ask-pause-schedule = Kas peatada ajakava: { $name }?
ask-pause-schedule-text = Seejärel käivitub eksport ainult nõudmisel.
done-detach = { $name } on ühendusest lahutatud.
done-remove = { $name } on eemaldatud.
done-schedule = Ajakava on muudetud: { $name }.
done-full = Täielik sünkroonimine on käivitatud: { $name }.
configuration = Konfiguratsioon
detached-title = Sellel ekspordil pole ühendust
detached-text = Seda ei saa käivitada enne, kui olete valinud ühenduse.
choose-connection = Vali ühendus
all-runs = Kõik käitused
never-run-title = Seda eksporti pole veel käivitatud
never-run-text = Käivitage eksport, et näha iga rea tulemust.
all-well = Miski ei vaja tähelepanu
all-well-text =
    { $count ->
        [one] { $count } eksport; selle viimane käitus õnnestus.
       *[other] { $count } eksporti; nende viimased käitused õnnestusid.
    }
pending-changes = Kinnitamist ootavad muudatused
keys-attention = Tähelepanu vajavad võtmed
key-refused = Klaviyo lükkab võtme tagasi
key-expires = Võti aegub peagi
exports-attention = Tähelepanu vajavad ekspordid
attention-failed = Nurjus
missing-attention = Loendist puuduvad inimesed
review-list = Vaata loendi kontrolli tulemust
missing-count =
    { $count ->
        [one] Loendist puudub { $count } inimene
       *[other] Loendist puudub { $count } inimest
    }
attention-held =
    { $count ->
        [one] { $count } profiili eemaldamine vajab kinnitust
       *[other] { $count } profiili eemaldamine vajab kinnitust
    }
attention-alert = Häire
attention-confirm = Käitus vajab kinnitust
attention-waits = Esimene osa vajab kinnitust
attention-skipped = Vahele jäetud
attention-not-sent =
    { $count ->
        [one] { $count } rida saatmata
       *[other] { $count } rida saatmata
    }
review-removal = Vaata eemaldamine üle
show-all = Kuva kõik
detached-count =
    { $count ->
        [one] { $count } ekspordil pole ühendust
       *[other] { $count } ekspordil pole ühendust
    }
running-now = Praegu käimas
nothing-running = Ükski eksport ei ole käimas.
next-day = Järgmised 24 tundi
nothing-scheduled = Ühtegi eksporti pole ajastatud.
history = Käituste ajalugu
history-text =
    { $count ->
        [one] Viimase käituse read
       *[other] Viimase { $count } käituse read
    }

schedule = Ajakava
schedule-manual = Nõudmisel
schedule-manual-text = Käitus algab, kui keegi ekspordi käivitab.
schedule-refresh = Kavandatud värskendus
schedule-refresh-text = Käivitub koos süsteemi värskendusega. Järgmine:
schedule-custom = Kohandatud ajakava
schedule-custom-text = Teie valitud aegadel, iga päev või kindlatel päevadel.
schedule-segment_updated = Kui segment uueneb
schedule-segment_updated-text = Käivitub kohe, kui segmendi uus versioon on valmis.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Iga päev kell { $times } ({ $zone })
schedule-weekly = { $days } kell { $times } ({ $zone })
schedule-monthly = Iga kuu kuupäeval { $days } kell { $times } ({ $zone })
schedule-off = Peatatud
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
cron-enter = Sisesta croni avaldis
unchanged-seconds = Oota, kuni faile pole muudetud (sekundites)
unchanged-seconds-hint = Segment loetakse valmis olevaks, kui ükski fail pole nii kaua muutunud.
enabled = Ajakava on sisse lülitatud
enabled-hint = Kui ajakava on peatatud, käivitub eksport ainult nõudmisel.
alert-rules = Häired
alert-rules-text = Teavitused annavad teada, kui käitus on ebatavaline.
alert-kind = Teavita, kui
alert-rejected-share = palju ridu jääb saatmata
alert-row-count = ridade arv on ebatavaline
alert-duration = käitus kestab kaua
alert-no-run-by = ükski käitus pole määratud ajaks lõppenud
alert-limit-rejected-share = Rohkem kui (protsenti)
alert-limit-row-count = Erineb tavapärasest rohkem kui (protsenti)
alert-limit-duration = Kauem kui (minutit)
alert-limit-no-run-by = Hiljemalt kell
alert-is-rejected-share = Saatmata üle { $limit }% ridadest
alert-is-row-count = Ridade arv erineb tavapärasest üle { $limit }%
alert-is-duration = Kauem kui { $limit } minutit
alert-is-no-run-by = Kell { $limit } ({ $zone }) pole ükski käitus lõppenud
alerts-incomplete = Täitke või eemaldage iga häire.
add-alert = Lisa häire
remove-alert = Eemalda häire

steps = Sammud
step-invalid = vajab tähelepanu
step-connection = Ühendus ja loend
step-connection-text = Valige Klaviyo konto ja loend, kuhu profiilid saadetakse.
step-segments = Segmendid
step-segments-text = Valige saadetavad segmendid.
step-matching = Andmete vastendamine
step-matching-text = Vastendage segmendi veerud Klaviyo väljadega. Väli, mille järgi inimesi tuvastatakse, on kohustuslik.
step-rules = Režiim ja ajakava
step-rules-text = Valige, mida käitus tohib muuta ja millal see käivitub.
step-preview = Eelvaade ja salvestamine
step-preview-text = Vaadake, mida käitus praeguste andmetega teeks. Midagi pole veel saadetud.
save-and-run = Salvesta ja käivita
draft-restored = Teie salvestamata muudatused on taastatud
discard-draft = Hülga need
used-by = { $problem }: { $name }
export-name = Ekspordi nimi
connection-for-export = Ühendus ekspordiks
klaviyo-list = Klaviyo loend
list-how = Leia loend
list-by-name = Nime järgi
list-by-id = Loendi ID järgi
list-id = Klaviyo loendi ID
open-in-klaviyo = Ava Klaviyos
copy-named = Kopeeri: { $name }
copied = Kopeeritud.
copy-failed = Brauser ei lubanud kopeerida.
list-id-hint = Avage Klaviyos loend ja valige „Settings“.
list-id-invalid = Loendi ID sisaldab ainult tähti ja numbreid.
list-found = Leitud loend: { $name }
list-unknown = Sellel kontol pole sellise ID-ga loendit.
new-list = Loo uus loend
new-list-name = Uue loendi nimi
create-list = Loo loend
segments-required = Valige vähemalt üks segment.
segments-several = Segmendid saadetakse koos. Inimesed, kes on mitmes segmendis, saadetakse üks kord.
segment-missing = { $name } pole salvestusruumis
segment-missing-text = Valige teine segment või kontrollige süsteemi, mis seda kirjutab.
rows-count =
    { $count ->
        [one] { $rows } rida
       *[other] { $rows } rida
    }
columns-unknown = Segmendi veerge ei saa lugeda
suggestions = Soovitatud veergude nimede ja väärtuste järgi
suggestions-text = Kontrollige iga rida ja vajaduse korral parandage.
klaviyo-field = Klaviyo väli
source = Allikas
examples = Näited
examples-unexpected = Ootamatud väärtused: { $examples }
column-for = Veerg väljale { $name }
column-missing = Seda veergu pole segmendis.
identity = Mille järgi inimesi tuvastatakse
identity-hint = Selle väärtuseta inimesi ei saadeta. Pärast muutmist saadetakse kõik ühe korra uuesti.
identity-required = Valige veerg, mille järgi inimesi tuvastatakse.
field-not-sent = Ei saadeta
fixed-value = Sama väärtus kõigile
fixed-value-choice = Sama väärtus kõigile…
add-field = Lisa väli
add-property = Lisa atribuut
property-name = Atribuudi nimi
remove-property = Eemalda { $name }
type-for = Välja { $name } tüüp
type-auto = Automaatne
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
mode-upsert-text = Profiilid lisatakse loendisse ja hoitakse ajakohasena. Kedagi sealt ei eemaldata.
mode-mirror = Peegelda segment
mode-mirror-text = Inimesed, kes segmendist lahkuvad, eemaldatakse ka loendist. Nende profiilid ja nõusolekud jäävad alles.
mode-update = Ainult uuenda
mode-update-text = Uuendatakse Klaviyos olemasolevaid profiile. Ühtegi profiili ei looda.
removal-limit = Pane ootele eemaldamised, mis ületavad (protsenti)
removal-limit-hint = Käitus, mis eemaldaks rohkem, ootab kinnitust.
profile-limit = Profiilide piirang
profile-limit-hint = Seda piirangut ületav käitus jäetakse vahele ega saada midagi. Customer Insightsi konnektor lubas { $limit }.
limit-invalid = Sisestage täisarv, mis on vähemalt 1.
default-country = Telefoninumbrite vaikeriik
default-country-hint = Kasutatakse numbrite puhul, millel pole riigikoodi.
default-country-none = Puudub: selliseid numbreid ei saadeta
shared-identifiers = Inimesed, kellel on sama telefoninumber või väline ID
shared-identifiers-hint = Klaviyo ühendab sellised profiilid ja seda ei saa tagasi võtta.
shared-omit = Jäta ühine väärtus välja
shared-omit-text = Profiilid saadetakse ilma selleta.
shared-send-last = Saada see ainult viimase profiiliga
shared-send-last-text = Teised profiilid saadetakse ilma selleta.
subscribe = Turundusnõusolek
subscribe-hint = Tellijad määrab segmendi veerg. Välja lülitatud kanaleid ei muudeta.
channel-email = Meiliturundus
channel-sms = SMS-turundus
channel-whatsapp = WhatsAppi turundus
channel-push = Tõuketeated
channel-phone-missing = Vastendage esmalt veerg telefoninumbriga.
subscribe-column = Nõusoleku veerg
subscribe-values = Väärtused, mis tähendavad „jah“
subscribe-values-hint = Eraldage komadega.
subscribe-time = Nõusoleku aja veerg
subscribe-time-hint = Tellimist takistavad ainult sellest ajast hilisemad loobumised. Kui aega pole, takistab iga loobumine.
subscribe-source = Klaviyos kuvatav allikas
revoke = Kui väärtus tähendab „ei“
revoke-nothing = Ära tee midagi
revoke-list = Eemalda selle loendi tellijate hulgast
revoke-all = Lõpeta kõik tellimused
revoke-suppress = Blokeeri meiliaadress
revoke-values = Väärtused, mis tähendavad „ei“
respect-suppressions = Jäta välja inimesed, kes on Klaviyos loobunud
respect-suppressions-hint = Nende profiilid saadetakse, kuid neid ei lisata tellijaks.
subscribe-warning = Loobunud inimesed võivad taas sõnumeid saada
subscribe-warning-text = Tellijaks lisamine tühistab Klaviyos profiili loobumise, rämpsposti teate või blokeeringu.
confirm-ignoring = Kinnitan, et Klaviyos tehtud loobumisi eiratakse
opt-outs = Loobumised Klaviyos
opt-outs-ignored = Eiratakse
preview-blocked = Täitke esmalt need sammud
preview-preparing = Segmendi lugemine…
preview = Eelvaade
preview-title = Mida käitus teeks
preview-text = Arvutatud praeguste andmetega. Midagi ei saadetud.
preview-as-new = Arvutatud nagu uue ekspordi puhul.
preview-time = Hinnanguline minimaalne aeg
preview-profiles = Esimesed profiilid sellisena, nagu need saadetaks
preview-again = Värskenda eelvaadet
columns-not-used = Kasutamata veerud

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

runs-lead = Praegused ja varasemad käitused.
no-runs = Käitusi veel pole
no-runs-text = Käivitage eksport, et see siin kuvataks.
run-ended = Käitus on lõppenud: { $state }
no-rows-read = Ühtegi rida ei loetud
cancel-run = Tühista käitus
cancel-requested = Käitust tühistatakse
retry = Korda
ask-cancel-run = Kas tühistada see käitus?
ask-cancel-run-text = Rohkem profiile ei saadeta. Profiilid, mille Klaviyo on juba vastu võtnud, jäävad alles.
ask-retry = Kas korrata seda käitust?
ask-retry-text = Kordamisel saadetakse uuesti read, mida vastu ei võetud. Vastu võetud profiile ei muudeta.
replace-key = Asenda võti
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
time-left-text = Klaviyo võtab vastu 10 impordiülesannet sekundis ja 150 minutis. Need piirangud on ühised teiste integratsioonidega.
outcomes-title = Ridade tulemused
outcomes-read =
    { $count ->
        [one] rida loetud
       *[other] rida loetud
    }
outcomes-removed =
    { $count ->
        [one] { $count } profiil eemaldati loendist.
       *[other] { $count } profiili eemaldati loendist.
    }
outcomes-cleared =
    { $count ->
        [one] Tühjad väärtused tühjendasid { $count } profiili välju.
       *[other] Tühjad väärtused tühjendasid { $count } profiili välju.
    }
outcomes-subscribed =
    { $count ->
        [one] { $count } profiil lisati tellijaks.
       *[other] { $count } profiili lisati tellijaks.
    }
outcomes-suppressed =
    { $count ->
        [one] { $count } profiil on Klaviyos loobunud ja seda ei lisatud tellijaks.
       *[other] { $count } profiili on Klaviyos loobunud ja neid ei lisatud tellijaks.
    }
outcomes-unsubscribed =
    { $count ->
        [one] { $count } profiili tellimus lõpetati.
       *[other] { $count } profiili tellimused lõpetati.
    }
outcomes-not_found =
    { $count ->
        [one] { $count } profiili Klaviyos pole ja seda ei saadetud.
       *[other] { $count } profiili Klaviyos pole ja neid ei saadetud.
    }
not-subscribed-csv = Laadi alla tellijaks lisamata inimesed
count-added = Lisatud
count-added-text = Loendis uued profiilid.
count-updated = Uuendatud
count-updated-text = Varem saadetud ja pärast seda muutunud.
count-accepted = Vastu võetud
count-accepted-text = Klaviyo on need vastu võtnud.
count-unchanged = Muutmata
count-unchanged-text = Sama mis viimati saadetud; uuesti ei saadetud.
count-duplicates = Duplikaadid
count-duplicates-text = Sama inimene esineb hilisemas reas.
count-rejected = Tagasi lükatud
count-rejected-text = Saatmata: parandage rida.
count-failed = Nurjunud
count-failed-text = Kordamisel saadetakse need uuesti.
count-unconfirmed = Kinnitamata
count-unconfirmed-text = Saadetud: need võivad olla Klaviyos. Kordamisel saadetakse need ohutult uuesti.
count-pending = Pooleli
count-pending-text = Oodatakse Klaviyo vastust.
count-removed = Loendist eemaldatud
started-by = Käivitaja
speed = Kiirus
retry-of = Kordab käitust
removal-held = Eemaldamine vajab teie kinnitust
removal-held-text =
    { $count ->
        [one] { $count } profiil ({ $share }) eemaldataks loendist. See on ebatavaline: kontrollige segmenti, enne kui kinnitate.
       *[other] { $count } profiili ({ $share }) eemaldataks loendist. See on ebatavaline: kontrollige segmenti, enne kui kinnitate.
    }
removal-confirmed = Eemaldamine on kinnitatud.
would-leave = Inimesed, kes loendist eemaldataks
search-people = Otsi inimesi
since-last-run = Võrreldes eelmise käitusega
run-before = Eelmine käitus
columns-added = Lisandunud veerud
columns-removed = Puuduvad veerud
shared-csv = Laadi alla ühised väärtused
confirm-removal = Kinnita eemaldamine

rejects = Saatmata read
rejects-unconfirmed = Saatmata ja kinnitamata read
rejects-text = Iga rida on loetletud üks kord koos faili ja reanumbriga.
search-rejects = Otsi aadressi või rea järgi
reason-example = Näiteks:
show-row = Üksikasjad
source-row = Rida segmendis
source-row-changed = Segment on pärast seda käitust uuesti kirjutatud: loetud kujul seda rida enam pole.
source-row-none = Sellel failireal pole enam kirjet.
source-row-far = Rida on failis liiga kaugel, et seda siin näidata. Avage fail salvestusruumis.
what-to-do = Mida teha
reason-do-email_missing = Lisage aadress segmenti kirjutavas süsteemis või jätke rida välja.
reason-do-email_malformed = Parandage aadress lähtesüsteemis. Järgmine käitus saadab rea.
reason-do-phone_number_missing = Lisage number segmenti kirjutavas süsteemis või jätke rida välja.
reason-do-phone_number_malformed = Kirjutage number koos riigikoodiga või määrake ekspordi vaikeriik.
reason-do-external_id_missing = Lisage ID segmenti kirjutavas süsteemis või jätke rida välja.
reason-do-external_id_malformed = Kirjutage ID tekstina: tabeliprogramm võis seda lühendada.
reason-do-profile_too_large = Saatke sellest reast vähem veerge või lühemaid väärtusi.
reason-do-malformed_row = Vaadake see failirida üle: sageli on vale jutumärk või eraldaja.
reason-do-duplicate = Midagi pole vaja teha: kasutati sama inimese hilisemat rida.
reason-do-refused_by_klaviyo = Parandage üksikasjades nimetatud väärtus.
reason-do-not_found = Midagi pole vaja teha, kui seda inimest ei peagi Klaviyos olema. Muidu valige režiim, mis lisab profiile.
reason-do-import_failed = Parandage üksikasjades nimetatud väärtus ja korrake käitust.
reason-do-chunk_failed = Korrake käitust.
reason-do-not_sent = Korrake käitust või alustage uut.
reason-do-unconfirmed = Korrake käitust: nende ridade uuesti saatmine ei tee kahju.
rejects-hidden = Neid ridu näevad ainult ekspordi haldajad
rejects-hidden-text = Neis on isikuandmeid.
download-csv = Laadi CSV alla
reason = Põhjus
outcome = Tulemus
line = Rida
file = Fail
reason-email_missing = Meiliaadress puudub
reason-email_malformed = Meiliaadress on vigane
reason-phone_number_missing = Telefoninumber puudub
reason-phone_number_malformed = Telefoninumber on vigane
reason-external_id_missing = Väline ID puudub
reason-external_id_malformed = Väline ID on vigane
reason-profile_too_large = Profiil on liiga suur
reason-malformed_row = Rida ei saa lugeda
reason-duplicate = Duplikaat: esineb hilisemas reas
reason-refused_by_klaviyo = Klaviyo lükkas profiili tagasi
reason-not_found = Klaviyos pole sellist profiili
reason-import_failed = Klaviyo ei saanud profiili importida
reason-chunk_failed = Impordiülesanne nurjus
reason-not_sent = Käitus lõppes enne rea saatmist
reason-unconfirmed = Saadetud, kuid tulemus pole teada

connections-lead = Klaviyo kontod, kuhu ekspordid saavad saata.
connections-lead-others = Klaviyo kontod, mida saate eksportides kasutada.
add-connection = Lisa ühendus
edit-connection = Muuda ühendust
search-connections = Otsi ühendusi
no-connections = Ühendusi veel pole
no-connections-text = Ühendus on Klaviyo konto, kuhu ekspordid saavad saata. Vajate selle konto privaatset API-võtit.
display-name = Kuvatav nimi
display-name-hint = Kuvatakse inimestele, kes eksporte loovad.
account = Konto
last-used = Viimati kasutatud
who-can-use = Kes saab seda ühendust kasutada
access-administrators = Administraatorid
access-administrators-text = Ainult administraatorid saavad sellega eksporte luua.
access-contributors = Kaastöötajad
access-contributors-text = Ka kaastöötajad saavad sellega eksporte luua. Nad näevad ainult selle nime ja tüüpi.
authenticate = Autendi Klaviyoga
authentication = Autentimine
auth-oauth = Logi Klaviyosse sisse
auth-oauth-text = Lubage see rakendus Klaviyo lehel. Võtit ei kopeerita.
auth-oauth-off = Pole seadistatud. Selleks on vaja oma rakendust Klaviyos.
auth-oauth-required = Logige esmalt Klaviyosse sisse.
signed-in-to = Sisse logitud: { $account }
sign-in-again = Logi uuesti sisse
sign-in-done = Klaviyosse on uuesti sisse logitud.
sign-in-valid = Sisselogimine kehtib
sign-in-invalid = Sisselogimine ei kehti
replace-by-sign-in = Või logige selle asemel Klaviyosse sisse. Konto peab olema sama.
privacy-statement = Klaviyo privaatsusteade
add-yourself = Lisa mind ekspordikasutajana
export-users = Ekspordikasutajad
export-users-text = Nad saavad ühendust kasutada ka siis, kui see on mõeldud ainult administraatoritele. Neil peab olema ka roll selles rakenduses.
principal-user = Kasutaja
principal-group = Rühm
kind-of-user = Kasutaja või rühm
add-export-user = Lisa veel kasutaja või rühm
add-to-list = Lisa loendisse
object-id = Objekti ID Microsoft Entra ID-s
feed = Klaviyo loobumised
feed-text = Kirjutab salvestusruumi, kes on Klaviyos tellimuse lõpetanud või blokeeritud, et teie lähtesüsteem saaks seda kasutada.
feed-off = Mitte kunagi
feed-read-until = Loetud kuni
auth-key = API-võti
auth-key-text = Võtit hoitakse võtmehoidlas ja seda enam ei kuvata.
auth-secret = Võtmehoidla saladus
auth-secret-text = Kasutage võtit, mis on juba võtmehoidlas.
api-key = Klaviyo API-võti
api-key-hint = Privaatne võti õigustega accounts:read, lists:read, lists:write, profiles:read ja profiles:write.
secret-name = Saladuse nimi
consent-title = Andmete privaatsus ja nõuetele vastavus
consent-text = Selle ühendusega lubate saata kliendiandmeid oma organisatsioonist Klaviyosse. Klaviyo töötleb neid oma tingimuste järgi. Teie vastutate oma kohustuste täitmise eest klientide ees. Ühenduse saate igal ajal eemaldada.
agree = Nõustun
consent-required = Ühendamiseks peate nõustuma.
consent-given = Nõusolek antud
connect = Ühenda
connected = Ühendatud
connected-text = Ühendus on salvestatud. See kuulub sellele kontole.
verify = Kontrolli
key-valid = Võti kehtib
key-invalid = Võti ei kehti
missing-scopes = Puuduvad õigused: { $scopes }
create-key = Loo Klaviyos vajalike õigustega võti
scope-subscriptions = Võtmel pole õigust subscriptions:write. Seda vajavad ainult ekspordid, mis lisavad profiile tellijaks.
scope-data-privacy = Võtmel pole õigust data-privacy:write. Seda on vaja ainult inimese andmete kustutamiseks Klaviyos.
replace-key-text = Uus võti peab kuuluma samale kontole. Ekspordid kasutavad seda kohe.
connection-unused = Ükski eksport ei kasuta seda ühendust
remove-connection-text = Võti kustutatakse võtmehoidlast, kui see rakendus selle sinna salvestas.
remove-connection-used =
    { $count ->
        [one] Seda ühendust kasutab { $count } eksport:
       *[other] Seda ühendust kasutab { $count } eksporti:
    }
remove-connection-choice = Mida nende eksportidega teha?
remove-connection-detach = Need jäävad alles, kuid neid ei saa käivitada enne, kui neil on teine ühendus.
remove-connection-remove = Need kustutatakse koos ühendusega.
remove-exports = Eemalda ekspordid

segments-lead = Salvestusruumist leitud segmendid.
no-segments = Salvestusruumis pole segmente
no-segments-text = Laadige segmentide konteinerisse üles fail, näiteks Customers.csv, või laske oma süsteemil sinna eksportida.
search-segments = Otsi segmente
rows = Read
size = Suurus
parts = Failid
ready = Valmis
segment-empty = Tühi
with-problems = Probleemidega
problems-count =
    { $count ->
        [one] { $count } probleem
       *[other] { $count } probleemi
    }
file-format = Kuidas faile loetakse
file-format-text = Muutke ainult seda, mis tuvastati valesti. Valik kehtib kõigile selle segmendi eksportidele alates järgmisest käitusest.
change-format = Muuda
as-detected = Nagu tuvastatud või määratud
no-character = Puudub
header-first-row = Esimeses reas
header-missing = Päis puudub
format-encoding = Kodeering
format-delimiter = Eraldaja
format-quote = Jutumärk
format-escape = Paomärk
format-header = Veergude nimed
format-sheet = Tööleht
columns = Veerud
column = Veerg

audit-lead = Muudatused ja keelatud päringud.
audit-who = Otsi kasutaja järgi
when = Aeg
who = Kasutaja
not-signed-in = Pole sisse logitud
act-post-connections = Ühendus lisatud
act-patch-connections = Ühendust muudetud
act-delete-connections = Ühendus eemaldatud
act-post-connections-verify = Ühendus kontrollitud
act-post-connections-lists = Klaviyo loend loodud
act-post-klaviyo-sign-ins = Klaviyosse sisselogimine alustatud
act-post-klaviyo-sign-ins-complete = Klaviyosse sisse logitud
act-post-exports = Eksport lisatud
act-patch-exports = Eksporti muudetud
act-delete-exports = Eksport eemaldatud
act-post-exports-check = Eksport kontrollitud
act-post-exports-duplicate = Eksport dubleeritud
act-post-exports-detach = Eksport ühendusest lahutatud
act-post-exports-runs = Käitus alustatud
act-post-exports-run = Käitust alustas teine süsteem
act-post-exports-preview = Eelvaade tellitud
act-post-preview = Eelvaade tellitud
act-post-segment-preview = Segmendi eelvaade tellitud
act-post-segment-definitions = Segment määratletud
act-patch-segments-format = Segmendi vormingut muudetud
act-patch-segment-definitions = Segmendi määratlust muudetud
act-delete-segment-definitions = Segmendi määratlus eemaldatud
act-post-changes-approve = Muudatus kinnitatud
act-post-changes-reject = Muudatus tagasi lükatud
act-patch-schedules = Ajakava muudetud
act-post-run-all = Kõigi eksportide käitus alustatud
act-post-runs-cancel = Käitus tühistatud
act-post-runs-retry = Käitust korratud
act-post-runs-confirm-removal = Eemaldamine kinnitatud
act-post-runs-confirm = Käitus kinnitatud
act-post-runs-source-row = Segmendi rida vaadatud
act-post-users-search = Kasutajaid otsitud
act-post-runs-undo = Käitus tagasi võetud
act-post-runs-rejects-search = Saatmata ridadest otsitud
act-post-runs-rejects-download = Saatmata ridade otsingutulemus alla laaditud
act-post-runs-held-removals-search = Eemaldatavate inimeste seast otsitud
act-post-notifications = Teavitus lisatud
act-patch-notifications = Teavitust muudetud
act-delete-notifications = Teavitus eemaldatud
act-post-notifications-test = Teavitust testitud
act-post-people-lookup = Inimese andmed otsitud
act-post-people-erasures = Inimese andmete kustutamine taotletud
act-post-exports-list-checks = Loend kontrollitud
act-post-list-checks-repair = Loend parandatud
action = Toiming
resource = Ressurss
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
system-refresh-text = Kavandatud värskendusega ekspordid käivituvad neil aegadel. Need määratakse rakenduse juurutamisel.
system-refresh-off = Süsteemi värskendus on välja lülitatud.
notifications = Teavitused
notifications-text = Teavitage veebihaaki, Teamsi või Slacki, kui miski vajab tähelepanu.
no-notifications = Teavitusi veel pole
add-notification = Lisa teavitus
edit-notification = Muuda teavitust
remove-notification-text = Sinna ei saadeta enam teateid.
address = URL
address-hint = https-URL. Seda hoitakse võtmehoidlas ja seda enam ei kuvata.
address-keep = Jätke tühjaks, et alles jääks { $url }
message-language = Teadete keel
notify-about = Teavita mind
event-run-failed = Nurjunud käitused
event-run-held = Kinnitust ootavad käitused ja eemaldamised
event-run-completed-with-warnings = Hoiatustega käitused
event-run-recovered = Taastunud käitused
event-run-started = Alanud käitused
event-run-succeeded = Õnnestunud käitused
event-alert-raised = Alanud häired
event-alert-resolved = Lõppenud häired
event-connection-key-problem = Probleemid võtmetega
test = Testi
notification-delivered = Testteade jõudis kohale.
notification-not-delivered = Testteade ei jõudnud kohale: { $problem }
notification-failing = Edastamine nurjub
notification-enabled = Lubatud
notification-disabled = Keelatud
signing-secret = Allkirjastamise saladus
signing-secret-text = See tõendab, et teade tuleb sellest rakendusest. Kopeerige see kohe: seda kuvatakse ainult üks kord.
erasure = Kustuta inimese andmed
erasure-text = Kustutab andmed, mida see rakendus inimese kohta hoiab.
erasure-klaviyo = Palu ka Klaviyol profiil kustutada
erasure-klaviyo-text = Seda ei saa tagasi võtta.
erase = Kustuta
erasure-ask = Kas kustutada selle inimese andmed?
erasure-app = Andmed, mida see rakendus selle inimese kohta hoiab, kustutatakse.
erasure-both = Andmed, mida see rakendus selle inimese kohta hoiab, kustutatakse ja Klaviyo kustutab profiili jäädavalt.
erasure-done =
    Eemaldatud { $snapshots ->
        [one] { $snapshots } hetktõmmisest
       *[other] { $snapshots } hetktõmmisest
    } ja { $files ->
        [one] { $files } failist
       *[other] { $files } failist
    }.
erasure-none = Selle inimese kohta andmeid ei leitud.
erasure-queued = Kustutamine on järjekorras. Võite lehelt lahkuda.
erasure-failed = Kõike ei kustutatud
erasure-in-audit = Tulemus jääb auditisse.
erasure-result = Kustutamise tulemus
erasure-repeat = Taotlege kustutamist uuesti: juba kustutatu jääb kustutatuks.
erasure-refused-some = Kustutatud rakendusest, kuid mitte igalt Klaviyo kontolt
erasure-no-accounts = Pole ühtegi Klaviyo kontot, millelt kustutamist paluda.
erasure-requested = Klaviyol on palutud profiil kustutada.
erasure-refused = Kustutatud rakendusest, kuid mitte Klaviyost
about = Teave
version = Versioon
api-description = API kirjeldus
libraries = Teegid
licences = Litsentsid

conflict-title = Keegi teine on seda vahepeal muutnud
conflict-text = Laadige teise inimese versioon ja tehke oma muudatus uuesti või kirjutage see oma omaga üle.
conflict-reload = Laadi teine versioon
conflict-overwrite = Kirjuta üle

error-network = Rakendusega ei saa ühendust
error-network-help = Kontrollige internetiühendust ja proovige uuesti.
error-internal-help = Proovige hiljem uuesti. Kui probleem püsib, leiab administraator põhjuse rakenduse logist.
error-configuration-help = Administraator peab parandama allpool nimetatud sätte.
error-invalid-request-help = Parandage allpool nimetatud väärtused ja proovige uuesti.
session-expired = Teie seanss on aegunud
error-sign-in-required-help = Logige uuel vahekaardil uuesti sisse. Siia sisestatu jääb alles.
error-not-allowed-help = Küsige administraatorilt vajalikku rolli või ühendust.
error-not-found-help = See on eemaldatud või on aadress vale.
error-method-not-allowed-help = Laadige leht uuesti. Rakendust on ilmselt uuendatud.
error-cross-site-help = Avage see leht otse ja proovige uuesti.
error-conflict-help = Vaadake üksikasju allpool.
error-connection-in-use-help = Valige, mida nende eksportidega teha.
error-segment-in-use-help = Andke neile eksportidele teine segment või eemaldage need enne.
error-approval-required-help = Soov on salvestatud. Paluge teisel administraatoril see kinnitada.
error-already-exported-help = Muutke seda eksporti või valige teine loend või segment.
error-run-active-help = Oodake käituse lõppu või tühistage see.
error-stale-version-help = Laadige leht uuesti ja tehke siis oma muudatus uuesti.
error-request-too-large-help = Administraator leiab faili salvestusruumist allpool oleva nime all.
error-length-required-help = Midagi ei muudetud. Laadige leht uuesti ja proovige veel kord.
error-idempotency-key-reused-help = Midagi ei käivitatud. Vaadake ekspordi käitusi ja käivitage see siis uuesti.
error-run-failed-help = Vaadake põhjust allpool ja käivitage eksport uuesti.
error-segment-not-found-help = Kontrollige, kas seda kirjutav süsteem on töötanud ja kas nimi pole muutunud.
error-segment-empty-help = Midagi ei saadetud. Kontrollige süsteemi, mis segmenti kirjutab.
error-segment-unreadable-help = Eksportige see uuesti, nagu allpool kirjeldatud.
error-segment-inaccessible-help = Paluge administraatoril teha selle failid loetavaks, nagu allpool kirjeldatud, ja käivitage eksport uuesti.
error-segment-too-large-help = Jagage segment osadeks või paluge administraatoril piirangut suurendada.
error-retry-record-missing-help = Alustage uut käitust. See saadab kõik read, mida Klaviyo pole vastu võtnud.
error-undo-record-missing-help = Kedagi ei eemaldatud. Kui inimesed peavad siiski loendist lahkuma, eemaldage nad Klaviyos.
error-staging-lost-help = Alustage uut käitust.
error-temp-disk-full-help = Jagage segment osadeks või paluge administraatoril anda rakendusele rohkem kettaruumi.
error-segment-changed-help = Käivitage eksport uuesti, kui segment on valmis.
error-held-for-confirmation-help = Midagi ei saadetud. Vaadake, mida käitus Klaviyos muudaks. Kui see on õige, kinnitage käitus.
error-canary-failed-help = Klaviyo ei võtnud sellest piisavalt vastu. Ülejäänuid ei saadetud. Vaadake saatmata read üle, kõrvaldage põhjus ja käivitage eksport uuesti.
error-canary-not-confirmed-help = Ülejäänuid ei saadetud. Käivitage eksport uuesti ja kinnitage käitus, kui see kinnitust ootab.
error-list-check-outdated-help = Eksport käivitati loendi lugemise ajal. Kontrollige loendit uuesti.
error-over-limit-help = Midagi ei saadetud. Tehke segment väiksemaks või suurendage ekspordi piirangut.
error-column-missing-help = Midagi ei saadetud. Muutke ekspordi andmete vastendamist või segmenti.
error-definition-invalid-help = Midagi ei saadetud. Muutke määratlust või eksportige tabel uuesti.
error-connection-missing-help = Valige teine ühendus ja käivitage eksport uuesti.
error-list-not-found-help = Valige teine loend: see on Klaviyos kustutatud või kuulub teisele kontole.
error-key-refused-help = Paluge administraatoril ühenduse võti asendada või uuesti Klaviyosse sisse logida ja käivitage eksport uuesti.
error-nondeterministic-preparation-help = Käivitage eksport uuesti.
error-step-failed-help = Korrake käitust. Kui see jälle nurjub, leiab administraator põhjuse rakenduse logist.
error-chunk-refused-help = Need read on loetletud kui tagasi lükatud.
error-state-conflict-help = Proovige uuesti.
more-errors =
    { $count ->
        [one] Veel { $count } probleemi pole loetletud.
       *[other] Veel { $count } probleemi pole loetletud.
    }
error-unavailable-help = Proovige mõne minuti pärast uuesti.
error-rate-limited-help = Proovige minuti pärast uuesti. See piirang on ühine teiste integratsioonidega.
error-newer-version-help = Paluge administraatoril uuendus lõpule viia ja proovige siis uuesti.
error-webhook-failed-help = Kontrollige selle URL-i ja testige uuesti.
error-preview-active-help = Oodake, kuni see on valmis, ja proovige uuesti.
error-undo-impossible-help = Vaadake põhjust käituse lehel.

# Approval of sensitive changes by a second administrator.
pending-change = Ootab kinnitamist
pending-change-text = { $who } soovis muuta: { $fields }. Teine administraator peab selle kinnitama.
approve = Kinnita
reject = Lükka tagasi

# Segments that are defined in the app.
define-segment = Määratle segment
edit-definition = Muuda määratlust
define-segment-lead = Salvestusruumi tabeli inimesed, valitud tingimuste järgi. Ekspordid kasutavad segmenti nagu iga teist.
segment-name = Segmendi nimi
segment-name-hint = Ekspordid kasutavad seda. Hiljem seda muuta ei saa.
rule = Vali inimesed
rule-conditions = Tingimuste järgi
rule-conditions-text = Võrrelge inimeste tabeli ja liikmete tabeli veerge.
rule-select = SELECT-päringuga
rule-select-text = Üks päring DuckDB SQL-is, ainult administraatoritele.
rule-select-hint = Kirjutage tabelite nimed jutumärkidesse. Kõik veerud on tekst. $today ja $now on käituse kuupäev ja kellaaeg.
rule-table = Inimeste tabel
rule-zone-hint = Päevad algavad selle ajavööndi keskööl.
rule-preview = Inimesed praegu
rule-count = Loenda inimesed
rule-preview-blocked = Täitke kõigepealt määratlus
unreadable-rows = Read, mida ei saa lugeda
known-segment = Segment Customer Insightsis
known-segment-hint = Segmendi liikmesuse tabeli järgi.
known-segment-partly = Segmendi liikmesuse tabeli järgi. Kõiki selle ridu ei loetud: segmente võib puududa.
member-table = Liikmete tabel
member-table-hint = Ainult inimesed, kelle võti on selles tabelis. Jätke tühjaks, et valida kõik.
member-key = Võti liikmete tabelis
profile-key = Võti inimeste tabelis
member-conditions = Liikmete tingimused
conditions = Tingimused
conditions-incomplete = Tingimus on poolik: valige veerg ja sisestage väärtus.
condition-group = Tingimuste rühm
match = Peab kehtima
match-all = Kõik need
match-any = Vähemalt üks neist
add-condition = Lisa tingimus
add-condition-group = Lisa rühm
remove-condition-group = Eemalda rühm
remove-condition = Eemalda tingimus: { $name }
operator = Võrdlus
values-one = Väärtus
values-several = Väärtused, semikoolonitega eraldatud
values-days = Päevade arv
columns-all = Kõik veerud
columns-chosen = Valitud veerud
remove-segment = Kas eemaldada segment?
remove-segment-text = Selle määratlus kustutatakse. Andmed salvestusruumis ja Klaviyos jäävad alles.
operator-is-any-of = on üks neist
operator-is-none-of = ei ole ükski neist
operator-contains = sisaldab
operator-contains-not = ei sisalda
operator-starts-with = algab tekstiga
operator-ends-with = lõpeb tekstiga
operator-has-any-of = loendis on mõni neist
operator-has-none-of = loendis pole ühtki neist
operator-is-blank = on tühi
operator-is-not-blank = ei ole tühi
operator-less-than = on väiksem kui
operator-at-most = on kuni
operator-more-than = on suurem kui
operator-at-least = on vähemalt
operator-is-true = on tõene
operator-is-false = on väär
operator-before = on enne
operator-on-or-after = on sel ajal või hiljem
operator-in-last-days = on viimaste päevade jooksul
operator-before-last-days = on enne viimaseid päevi
operator-in-next-days = on järgmiste päevade jooksul

## Impact and list check
impact-title = Mida käitus Klaviyos muudab
impact-says-added =
    { $count ->
        [0] Loendisse ei lisandu kedagi.
        [one] Loendisse lisandub 1 inimene.
       *[other] Loendisse lisandub { $count } inimest.
    }
impact-says-new =
    { $count ->
        [one] { $number } profiil on Klaviyos uus ja läheb teie paketi arvestusse.
       *[other] { $number } profiili on Klaviyos uued ja need lähevad teie paketi arvestusse.
    }
impact-says-none-new = Paketi arvestusse uusi profiile ei lisandu.
impact-says-flows = Nende inimeste jaoks käivituvad vood: { $flows }.
impact-says-no-flows = Ükski voog ei käivitu.
impact-added = Loendis uued inimesed
impact-new = Uued profiilid
impact-about = umbes { $count }
impact-plan = Pakett pärast käitust
impact-plan-text = { $used } / { $allowed } profiili ({ $share })
impact-flows = Käivituvad vood
impact-no-flows = Puuduvad
impact-opt-in = Loendi nõusolekuviis
impact-single_opt_in = Ühekordne kinnitus
impact-double_opt_in = Topeltkinnitus
impact-scopes = Puuduvad õigused
confirm-run = Kinnita ja käivita
confirm-run-text = Uus käitus võib luua Klaviyos uusi profiile (kuni { $count }). Vaadake arvud enne kinnitamist üle.
run-confirmed = Käitus käivitati.
list-check = Loendi kontroll
list-check-text = Loeb loendi Klaviyost tagasi ja võrdleb seda sellega, mida see eksport saatis. Midagi ei muudeta.
check-list = Kontrolli loendit
list-check-reading = Loendi lugemine. Inimesi seni: { $count }
list-check-at = Kontrollitud
list-check-on-list = Loendis
list-check-expected = Oodatud
list-check-missing = Puudu
list-check-suppressed = Ei saa meiliturundust
list-check-foreign = Pole sellest ekspordist
list-check-repaired = Parandas
repair-list = Saada puuduvad inimesed uuesti
repair-list-text = Käitus saadab puuduvad inimesed uuesti ({ $count }). Loendisse lisatakse ka need, kes lahkusid sealt tahtlikult: vaadake enne faili.
hold-when = Oota kinnitust
hold-when-hint = Kui mõni neist kehtib, jääb käitus enne saatmist ootele.
hold-new = Uusi profiile rohkem kui
hold-plan = Paketi profiile rohkem kui (%)
hold-flows = Loend käivitab aktiivse voo
canary = Esimene osa
canary-hint = Kõigepealt saadetakse mõned inimesed. Kui see õnnestub, järgnevad ülejäänud.
canary-profiles = Esimesena saadetavaid inimesi
canary-percent = Või osakaal (%)
canary-then = Kui see õnnestub
canary-continue = Saada ülejäänud automaatselt
canary-wait = Oota kinnitust
canary-max-failed = Lõpeta käitus, kui nurjub rohkem kui (%)
canary-hours = Oota kuni (tundi)
canary-invalid = Sisestage täisarvud väljade piirides.
canary-waits = Ülejäänud ootavad teie kinnitust
canary-waits-text = Esimene osa on saadetud. Kontrollige seda Klaviyos ja laske siis ülejäänud saata. Käitus ootab kuni
canary-people = Esimesena saadetud inimesi
canary-confirmed-by = Kinnitas
canary-size =
    { $count ->
        [one] 1 inimene
       *[other] { $count } inimest
    }
canary-size-percent = { $share } inimestest
canary-next-wait = Järgmine käitus saadab saatmata inimestest taas esimese osa ({ $size }) ja ootab uuesti kinnitust.
canary-next-continue = Järgmine käitus saadab saatmata inimestest taas esimese osa ({ $size }). Kui see õnnestub, saadetakse ülejäänud.
canary-next-all = Järgmine käitus saadab kõik ülejäänud korraga, ilma esimese osata.
canary-next-on-demand = See algab, kui keegi vajutab nuppu „Käivita“.
canary-sending = Saadetakse ja kontrollitakse
canary-waiting = Ootab kinnitust
canary-confirmed = Kinnitatud
canary-passed = Saadetud. Ülejäänud järgnevad või on saadetud.
canary-stopped = Käitus lõppes enne ülejäänute saatmist
send-others = Saada ülejäänud
send-others-text = Kõik ülejäänud selle käituse inimesed saadetakse Klaviyosse.
others-sent = Kinnitatud. Ülejäänud saadetakse.
check-every = Loendi kontrolli vahe (päevades)
check-every-hint = Võrdleb Klaviyo loendit sellega, mis saadeti.
days-invalid = Sisestage täisarv 1 kuni 30 (päevades).

# Links to the documentation

help-all = Abi
help-page = Selle lehe abi
help-about = Abi: { $title }
learn-more = Lisateave
new-tab = avaneb uuel vahelehel

# Beside the steps of an export

summary = Kokkuvõte
sample-profile = Näidisprofiil
sample-profile-text = Segmendi esimene rida praeguse andmete vastendamisega. Eelvaade kontrollib kõiki ridu.

# Sentences of the audit: who did what to what

audit-done = { $action }: { $target } (kasutaja { $who }).
audit-done-alone = { $action } (kasutaja { $who }).
audit-denied = Kasutajal { $who } pole lubatud: { $action }
audit-denied-unknown = Sisselogimata päring keelati: { $action }

# What happened to a person, and the row log.
people = Inimesed
lookup = Mis inimesega juhtus
lookup-text = Näitab iga käitust, mis selle inimese saatis, tagasi lükkas või eemaldas. Auditisse märgitakse otsing, kuid mitte inimene.
lookup-days = Ajavahemik
lookup-last-days = Viimased { $count } päeva
look-up = Otsi
lookup-now = Praegu loendites
lookup-managed = loendis
lookup-departed = segmendist lahkunud
lookup-known = tuntud, kuid mitte loendis
lookup-on-none = Ükski eksport ei hoia seda inimest praegu oma loendis.
lookup-runs = Käitustes
lookup-truncated = Näidatakse ainult uusimaid tulemusi. Valige lühem ajavahemik.
lookup-fields = Saadetud väljad
unseen-no_row_log = reapäevik puudub, teada on ainult saatmata read
unseen-unchanged_not_logged = muutmata ridu reapäevikus pole
unseen-other_identifiers = tuvastab inimesi teise tunnuse järgi
unseen-log_deleted = reapäevik on kustutatud
unseen-active = veel käimas
person-latest = Viimane tulemus: { $outcome }
person-do-arrived = Klaviyol on see profiil. Vaadake seal, kas profiil on blokeeritud ja kas kampaania filtrid jätavad selle välja. Ekspordi lehel näitab loendi kontroll, kas inimene on endiselt loendis.
person-do-removed = Inimene lahkus segmendist. Kui see on vale, kontrollige segmenti.
person-do-removal-held = Vaadake eemaldamine käituse lehel üle.
person-do-opted-out = Inimene on Klaviyos loobunud, seetõttu talle sõnumeid ei saadeta.
person-do-erased = Midagi pole vaja teha: seda taotleti.
person-do-failed = Proovige käitust uuesti või alustage uut.
person-do-none = Inimest polnud üheski reas, mida need käitused näitavad, või teatakse teda teise tunnuse järgi. Kontrollige segmenti. Kui aadress on seal valesti kirjutatud, leiate selle viimase käituse lehelt saatmata ridade hulgast.
person-accepted = Klaviyo võttis vastu
person-unchanged = Muutmata, uuesti ei saadetud
person-duplicate = Duplikaat: kasutati hilisemat rida
person-rejected = Tagasi lükatud
person-failed = Nurjunud
person-uncertain = Saadetud, tulemus teadmata
person-added = Loendisse lisatud
person-removed = Loendist eemaldatud
person-cleared = Väljad tühjendatud
person-subscribed = Tellijaks lisatud
person-unsubscribed = Tellimus lõpetatud
person-suppressed = Blokeeritud
person-not-done = Tegemata: { $what }
person-identifier_left_out = Saatmata: ühine mitmele inimesele
person-identifier_sent = Saadetud, kuigi on ühine mitmele inimesele
person-removal_held = Eemaldamine ootab kinnitust
person-opted_out = Loobus Klaviyos
person-erased = Andmed nõudmisel kustutatud
person-why-unsubscribed = Lõpetas Klaviyos tellimuse
person-why-complained = Märkis sõnumi rämpspostiks
person-why-suppressed = Klaviyos blokeeritud
person-why-bounced = Sõnumeid ei saanud kätte toimetada
person-why-invalid_address = Vigane aadress
person-why-on_other_export = Teine eksport hoiab inimest loendis
person-why-not_possible = Telefoninumbrit pole või inimest pole loendis
person-why-joined_at_another_time = Lisati loendisse muul ajal
person-why-not_completed = Käitus lõppes enne
row-log = Pea reapäevikut
row-log-name = Reapäevik
row-log-off = Väljas
row-log-on = Sees
row-log-with-fields = Sees, koos saadetud väljadega
row-log-hint = Salvestab iga rea tulemuse koos isikuandmetega. Käitused kestavad kauem.
row-log-fields = Säilita ka saadetud väljad
lookup-searching =
    { $count ->
        [one] Seni otsitud { $count } käitusest…
       *[other] Seni otsitud { $count } käitusest…
    }
lookup-none =
    { $count ->
        [one] { $count } käitusest ei leitud midagi.
       *[other] { $count } käitusest ei leitud midagi.
    }
lookup-unseen =
    { $count ->
        [one] { $count } käitus ei näita kõike
       *[other] { $count } käitust ei näita kõike
    }

## Undoing a run
undo-run = Võta käitus tagasi
undo-started = Käitust võetakse tagasi.
undo-not-possible = Seda käitust ei saa tagasi võtta
undo-people =
    { $count ->
        [one] Klaviyo loendist eemaldatakse { $count } inimene, kelle see käitus lisas. Kui ta oli loendis juba varem või on seal teise ekspordi tõttu, jääb ta alles.
       *[other] Klaviyo loendist eemaldatakse kuni { $count } inimest, kelle see käitus lisas. Inimesed, kes olid loendis juba varem või on seal teise ekspordi tõttu, jäävad alles.
    }
undo-stays = See jääb muutmata:
remains-profiles = Profiilid Klaviyo kontol.
remains-fields = Väärtused, mille käitus profiilidesse kirjutas.
remains-consent = Tellimused ja nendest loobumised.
remains-flows = Juba alanud vood ja sõnumid.
remains-removals = Inimesed, kelle käitus loendist eemaldas, jäävad eemaldatuks.
undo-pause = Peata enne eksport
undo-pause-hint = Muidu lisab järgmine käitus need inimesed uuesti ja vood algavad uuesti.
undo-until = Käituse saab tagasi võtta kuni
undoes-run = See käitus võtab tagasi teise käituse
run-undone = See käitus on tagasi võetud
