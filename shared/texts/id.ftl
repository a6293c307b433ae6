# Teks untuk pengguna: en.ftl adalah sumbernya.

## Warnings about values
text-emails-left-out =
    { $count ->
       *[other] { $count } alamat email tidak disertakan karena tidak valid.
    }
text-phones-unreadable =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena tidak dapat dibaca sebagai nomor { $country } yang valid.
    }
text-phones-unreadable-no-country =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena tidak dapat dibaca sebagai nomor yang valid (ekspor tidak memiliki negara default).
    }
text-phones-extension =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena memiliki nomor ekstensi: tanpa ekstensi, nomor tersebut milik sentral telepon, bukan milik orangnya.
    }
text-phones-letters =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena berisi huruf, yang tidak dipakai pada nomor negara tersebut.
    }
text-phones-lost-digits =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena ditulis sebagai bilangan desimal, yang digit terakhirnya mungkin hilang (misalnya 4.93E+11). Tulis kolom tersebut sebagai teks atau bilangan bulat.
    }
text-values-invalid =
    { $count ->
       *[other] { $count } nilai kolom "{ $column }" tidak disertakan. Bidang { $field } menerima { $takes }.
    }
text-values-lost-digits =
    { $count ->
       *[other] { $count } nilai kolom "{ $column }" tidak disertakan karena ditulis sebagai bilangan desimal, yang digit terakhirnya mungkin hilang (misalnya 4.93E+11). Tulis kolom tersebut sebagai teks atau bilangan bulat.
    }
text-values-placeholder =
    { $count ->
       *[other] { $count } nilai kolom "{ $column }" dianggap kosong: { $placeholders } pada { $field } berarti tidak ada nilai, dan semua orang yang memilikinya akan menjadi satu orang di Klaviyo. Kosongkan nilai seperti itu.
    }
text-values-formula =
    { $count ->
       *[other] { $count } nilai kolom "{ $column }" dikirim tanpa rumus lembar kerja (="…") di sekelilingnya. Tulis nilai seperti itu sebagai teks.
    }
text-values-placeholder-name =
    { $count ->
       *[other] { $count } nilai kolom "{ $column }" dikirim meskipun tidak tampak seperti nama: { $placeholders }. Kosongkan nilai seperti itu.
    }
text-takes-number = angka dengan titik sebelum desimal
text-takes-boolean = true atau false, yes atau no, 1 atau 0
text-takes-date = tanggal, sebaiknya ditulis 2026-11-22 atau 2026-11-22T10:30:00Z
text-takes-list = larik JSON sederhana, atau teks yang dipisahkan titik koma atau koma
text-takes-external-id = paling banyak 255 karakter
text-takes-locale = tag bahasa dan wilayah BCP 47: `en`, `en-US`, `zh-Hant-TW` (`en_US` dikirim sebagai `en-US`)
text-takes-image = URL http atau https paling banyak 2.000 karakter
text-takes-country = nama atau kode: tanpa angka, paling banyak 100 karakter
text-takes-latitude = bilangan desimal dari −90 sampai 90
text-takes-longitude = bilangan desimal dari −180 sampai 180
text-takes-time-zone = nama dari basis data zona waktu IANA: `Europe/Berlin`
text-takes-ip = alamat IPv4 atau IPv6
text-shared-identifiers-omitted =
    { $values ->
       *[other] { $values } { $field ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } dimiliki lebih dari satu orang (seluruhnya { $people } orang) dan tidak disertakan untuk mereka semua: Klaviyo akan menggabungkan orang-orang ini. Daftarnya ada di shared-identifiers.csv.
    }
text-shared-identifiers-sent-last =
    { $values ->
       *[other] { $values } { $field ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } dimiliki lebih dari satu orang (seluruhnya { $people } orang) dan hanya dikirim bersama orang terakhir: Klaviyo akan menggabungkan orang-orang ini. Daftarnya ada di shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
       *[other] { $count } orang memiliki baris yang menyetujui sekaligus baris yang menolak pemasaran. Yang berlaku adalah baris terakhir orang tersebut.
    }
text-consent-unreachable =
    { $count ->
       *[other] { $count } orang menyetujui { $channel }, tetapi baris mereka tidak memiliki { $field ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } yang dapat dikirim: mereka tidak didaftarkan sebagai pelanggan.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }: dibaca sebagai Windows-1252 karena teksnya bukan UTF-8. Pilih pengodean di aplikasi, nyatakan ({ "{" }"encoding": "windows-1250"{ "}" }) dalam file skema di sebelahnya (docs/segment-formats.md), atau tulis dalam UTF-8.
text-read-as-windows-1252-more =
    { $more ->
       *[other] { $blob } dan { $more } lainnya: dibaca sebagai Windows-1252 karena teksnya bukan UTF-8. Pilih pengodean di aplikasi, nyatakan ({ "{" }"encoding": "windows-1250"{ "}" }) dalam file skema di sebelahnya (docs/segment-formats.md), atau tulis dalam UTF-8.
    }
text-columns-of-other-parts = { $blob }: kolom yang ada di bagian lain tidak ditemukan dan dianggap kosong: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
       *[other] { $blob } dan { $more } lainnya: kolom yang ada di bagian lain tidak ditemukan dan dianggap kosong: { $columns }.
    }
text-columns-gone = Kolom dari eksekusi terakhir sudah tidak ada ({ $count }): { $columns }. Klaviyo menyimpan nilai yang dikirim sebelumnya.
text-columns-not-mapped = Kolom yang namanya diawali $ atau tidak dapat menjadi nama properti tidak dipetakan: { $columns }.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
       *[other] { $count } profil sudah dikirim ke Klaviyo saat eksekusi dibatalkan; eksekusi tidak menunggu impornya. Profil tersebut dihitung gagal (belum dikonfirmasi), tetapi mungkin ada di daftar. Ulangi eksekusi untuk mengirimnya lagi: ini tidak merugikan jika Klaviyo sudah memilikinya.
    }
text-rejects-file-missing = File baris yang tidak dikirim tidak dapat ditulis; penyebabnya ada di log aplikasi.
text-people-not-removed =
    { $count ->
       *[other] { $count } orang yang keluar dari segmen tidak dapat dihapus dari daftar: { $reason }
    }
text-fields-not-cleared =
    { $count ->
       *[other] { $count } orang masih memiliki nilai lama pada bidang yang kini kosong: { $reason }
    }
text-people-not-subscribed =
    { $count ->
       *[other] { $count } orang yang menyetujui pemasaran tidak dapat didaftarkan sebagai pelanggan: { $reason }
    }
text-people-not-unsubscribed =
    { $count ->
       *[other] Langganan { $count } orang yang menolak pemasaran tidak dapat dihentikan: { $reason }
    }
text-people-not-suppressed =
    { $count ->
       *[other] { $count } orang yang menolak pemasaran tidak dapat diblokir: { $reason }
    }
text-next-run-tries-again = eksekusi berikutnya akan mencoba lagi.
text-batch-missing = Data tugas ini sudah tidak ada di penyimpanan.
text-klaviyo-answered = { $request } menjawab { $status }: { $answer }
text-given-up = Dihentikan setelah { $attempts } percobaan: { $reason }
text-import-job-missing = Klaviyo tidak lagi memiliki tugas impor tersebut.
text-import-job-ended = Klaviyo mengakhiri tugas impor: { $status }.
text-import-job-overdue = Tugas impor masih berstatus { $status } setelah { $hours } jam.
text-import-job-unknown = Klaviyo tidak dapat ditanyai tentang tugas impor dalam { $hours } jam.
text-chunk-refused = Klaviyo menolaknya tanpa menyebut profil, dan membaginya tidak menemukan penyebab: { $answer }
text-chunk-refused-again = Klaviyo menolaknya { $times } kali: { $reason }
text-chunk-body-missing = Data yang akan dikirim sudah tidak ada di penyimpanan.
text-untranslated = { $detail }

## Removals that wait
text-removal-held-empty =
    { $planned ->
       *[other] Segmen kosong, sehingga seluruh { $planned } orang akan dihapus dari daftar. Tidak ada yang dihapus. Jika ini benar, konfirmasikan penghapusan eksekusi ini; jika tidak, perbaiki segmen.
    }
text-removal-held-share =
    { $planned ->
       *[other] { $planned } orang keluar dari segmen, yaitu { $share } % dari yang ada di daftar; batasnya { $limit } %. Tidak ada yang dihapus. Jika ini benar, konfirmasikan penghapusan eksekusi ini; jika tidak, perbaiki segmen.
    }
text-removal-held-unidentifiable =
    { $rows ->
       *[other] { $planned } orang keluar dari segmen, tetapi ada { $rows } baris lebih banyak daripada sebelumnya yang tidak memiliki { $identity ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } yang dapat digunakan: mungkin mereka orang yang sama. Tidak ada yang dihapus. Jika ini benar, konfirmasikan penghapusan eksekusi ini; jika tidak, perbaiki segmen.
    }
text-removal-held-other-identity = Tidak ada yang dihapus: ekspor lain untuk daftar ini mengenali orang dengan identitas lain, sehingga tidak diketahui siapa yang dimasukkannya ke daftar. Gunakan identitas yang sama untuk semua ekspor daftar ini, atau daftar tersendiri untuk masing-masing.

## Runs that wait for a confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Sekitar { $count } profil baru akan dibuat di Klaviyo; batas ekspor adalah { $limit }.
       *[exact] { $count } profil baru akan dibuat di Klaviyo; batas ekspor adalah { $limit }.
    }
text-held-plan-unknown = Penggunaan paket tidak dapat diperiksa: kunci memerlukan cakupan usage:read.
text-held-plan-share = { $share } % dari profil paket akan terpakai; batas ekspor adalah { $limit } %.
text-held-flows-unknown = Alur daftar tidak dapat diperiksa: kunci memerlukan cakupan flows:read.
text-canary-flows = Alur daftar menjadi aktif saat bagian pertama dikirim: { $flows }.
text-canary-failed = Klaviyo tidak menerima cukup banyak dari bagian pertama. Tidak diterima: { $bad } dari { $tried } ({ $share } %); batas ekspor adalah { $limit } %. Tidak dikirim: { $others }. Lihat file baris yang ditolak, perbaiki penyebabnya, lalu mulai eksekusi baru: eksekusi itu mengirim semua yang belum diterima Klaviyo.
text-canary-not-confirmed = Bagian pertama sudah dikirim ({ $profiles }), dan tidak ada pengguna yang mengonfirmasi sisanya tepat waktu (jam: { $hours }). Eksekusi berikutnya mengirim sisanya.
text-held-flows =
    { $count ->
       *[other] { $count } orang akan memulai alur daftar: { $flows }.
    }
text-run-held = { $reasons } Tidak ada yang dikirim. Jika ini benar, konfirmasikan eksekusi.
text-limit-of-export = Eksekusi akan mengirim { $profiles } profil; batas ekspor adalah { $limit }.
text-limit-of-connection = Eksekusi akan mengirim { $profiles } profil; batas koneksi adalah { $limit }.
text-run-over-limit = { $limit } Tidak ada yang dikirim. Perkecil segmen atau naikkan batasnya.
text-preview-over-limit = { $limit } Eksekusi akan dilewati.
text-preview-update-only = Mode "Hanya perbarui": eksekusi tidak menyertakan orang yang tidak ada di Klaviyo. Angka di sini mencakup mereka.

## Notes
text-all-sent-list-changed = Semua profil dikirim, bukan hanya yang berubah: daftar diubah sejak eksekusi terakhir.
text-all-sent-matching-changed = Semua profil dikirim, bukan hanya yang berubah: pencocokan data diubah sejak eksekusi terakhir.
text-all-sent-other-version = Semua profil dikirim, bukan hanya yang berubah: snapshot ditulis oleh versi lain aplikasi.
text-all-sent-full = Semua profil dikirim, bukan hanya yang berubah: ini adalah sinkronisasi penuh.
text-all-sent-other-account = Semua profil dikirim, bukan hanya yang berubah: koneksi kini menuju akun Klaviyo lain.
text-all-sent-identity-changed = Semua profil dikirim, bukan hanya yang berubah: identitas diubah sejak eksekusi terakhir. Orang yang keluar sejak itu tetap di daftar.
text-all-sent-snapshot-missing = Semua profil dikirim, bukan hanya yang berubah: file snapshot terakhir tidak ada.
text-all-sent-removal-missing = Semua profil dikirim, bukan hanya yang berubah: catatan orang yang dihapus eksekusi lain dari daftar tidak ada.
text-opted-out-at-klaviyo =
    { $count ->
       *[other] { $count } orang menyetujui di segmen, tetapi berhenti berlangganan di Klaviyo: mereka tidak didaftarkan. Daftarnya ada di not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share } % baris ditolak atau gagal ({ $bad } dari { $read }); batasnya { $limit } %.
text-alert-more-rows = Eksekusi membaca { $read } baris, { $deviation } % lebih banyak daripada biasanya ({ $usual }); batasnya { $limit } %.
text-alert-fewer-rows = Eksekusi membaca { $read } baris, { $deviation } % lebih sedikit daripada biasanya ({ $usual }); batasnya { $limit } %.
text-alert-duration = Eksekusi berlangsung { $minutes } menit; batasnya { $limit } menit.
text-alert-no-run-by = Belum ada eksekusi yang selesai secara normal pada pukul { $time } ({ $zone }).

## Reasons why rows are not sent
text-reject-email-missing = Baris tidak memiliki alamat email.
text-reject-email-malformed = Alamat email tidak valid.
text-reject-phone-number-missing = Baris tidak memiliki nomor telepon, yang menjadi identitas.
text-reject-phone-number-malformed = Nomor telepon, yang menjadi identitas, tidak dapat dibaca sebagai nomor yang valid.
text-reject-external-id-missing = Baris tidak memiliki ID eksternal, yang menjadi identitas.
text-reject-external-id-malformed = ID eksternal, yang menjadi identitas, terlalu panjang atau kehilangan digit (misalnya 4.93E+11).
text-reject-profile-too-large = Profil lebih besar dari 100 KB, batas Klaviyo.
text-reject-malformed-row = Baris tidak dapat dibaca.
text-reject-duplicate = Orang yang sama ada di baris berikutnya; yang berlaku adalah baris terakhir.
text-reject-refused-by-klaviyo = Klaviyo menolak profil.
text-reject-not-found = Klaviyo tidak memiliki profil dengan identitas ini, dan modenya adalah "Hanya perbarui".
text-reject-import-failed = Klaviyo tidak dapat mengimpor profil.
text-reject-chunk-failed = Tugas impor tidak dapat dikirim.
text-reject-not-sent = Eksekusi berakhir sebelum baris dikirim.
text-reject-unconfirmed = Baris dikirim ke Klaviyo, tetapi hasilnya tidak diketahui.

## Undoing a run

text-undo-people-left = { $count } orang tidak dapat dihapus dari daftar; urungkan eksekusi sekali lagi.
text-undo-others-sending = { $count } orang tetap ada untuk saat ini: ekspor lain sedang mengirimnya. Urungkan eksekusi sekali lagi setelah eksekusi ekspor itu selesai.
text-undo-imports-late = Klaviyo belum mengonfirmasi semua profil saat eksekusi dihentikan: orang masih dapat ditambahkan ke daftar. Urungkan eksekusi sekali lagi dalam satu jam.
text-undo-stayed = { $count } orang dari eksekusi yang diurungkan tetap ada di daftar: ekspor lain memilikinya, atau mereka bergabung sebelum atau sesudah eksekusi itu.
text-undo-absent = { $count } orang dari eksekusi yang diurungkan sudah tidak ada di daftar.
text-undo-not-ended = Eksekusi masih berjalan. Batalkan atau tunggu sampai selesai, lalu urungkan.
text-undo-is-undo = Eksekusi ini mengurungkan eksekusi lain dan tidak dapat diurungkan. Jalankan ekspor untuk menambahkan orang-orangnya lagi.
text-undo-undone = Eksekusi sudah diurungkan.
text-undo-nothing-added = Eksekusi tidak menambahkan siapa pun ke daftar, jadi tidak ada yang perlu dihapus.
text-undo-not-recorded = Tidak ada catatan tentang siapa yang ditambahkan eksekusi. Hapus orang-orangnya di Klaviyo.
text-undo-expired = Catatan tentang siapa yang ditambahkan eksekusi sudah dihapus: catatan itu disimpan untuk waktu terbatas. Hapus orang-orangnya di Klaviyo.
text-undo-export-removed = Ekspor dari eksekusi ini sudah dihapus. Hapus orang-orangnya di Klaviyo.
text-undo-connection-changed = Sejak eksekusi itu, ekspor memiliki koneksi atau akun Klaviyo lain, atau tidak memiliki koneksi. Pilih koneksi eksekusi itu, lalu urungkan.
text-undo-other-identity = Ekspor lain untuk daftar ini mengenali orang dengan identitas lain, sehingga tidak diketahui siapa yang dimilikinya di daftar. Beri semua ekspor daftar ini identitas yang sama, lalu urungkan eksekusi.
text-undo-export-running = Eksekusi lain dari ekspor ini sedang berjalan. Batalkan atau tunggu sampai selesai terlebih dahulu.
