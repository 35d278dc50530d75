"""Country codes and names: the facts behind `licet.terms.country`.

One row per country: ISO 3166-1 alpha-2, alpha-3 (Kosovo: the user-assigned xk, xkx), then names
parted by `|`. The first name is the one the EAR uses (Supplement No. 1 to Part 738 and the
headings of Part 744: Burma, Korea, South, Macau); the others are spellings that official lists
use. Word order, articles, accents and punctuation do not matter to the reader of this table, so
"Tanzania, United Republic of" needs no row of its own. A code may repeat to keep lines short.

Regions that the United States sees as part of a state stand under that state (Crimea, Donetsk and
Luhansk under Ukraine; Abkhazia under Georgia; northern Cyprus under Cyprus). That is right for
"which country's party is this"; it is not enough for the rules on the occupied regions of Ukraine
(15 CFR 746.6), which must look at the address or heading itself. Gaza and the West Bank stand
under ISO's code ps. States that broke up (Soviet Union, Yugoslavia, Czechoslovakia, Netherlands
Antilles) are absent: no single successor is right.
"""

TABLE = """
ad and Andorra|Principality of Andorra
ae are United Arab Emirates|UAE
af afg Afghanistan|Islamic Emirate of Afghanistan|Islamic Republic of Afghanistan
ag atg Antigua and Barbuda|Antigua
ai aia Anguilla
al alb Albania|Republic of Albania
am arm Armenia
ao ago Angola|Republic of Angola
aq ata Antarctica
ar arg Argentina|Argentine Republic
as asm American Samoa
at aut Austria|Republic of Austria
au aus Australia|Commonwealth of Australia
aw abw Aruba
ax ala Åland Islands
az aze Azerbaijan|Republic of Azerbaijan
ba bih Bosnia and Herzegovina|Bosnia
bb brb Barbados
bd bgd Bangladesh|People's Republic of Bangladesh
be bel Belgium|Kingdom of Belgium
bf bfa Burkina Faso|Upper Volta
bg bgr Bulgaria
bh bhr Bahrain|Kingdom of Bahrain
bi bdi Burundi
bj ben Benin
bl blm Saint Barthélemy
bm bmu Bermuda
bn brn Brunei|Brunei Darussalam
bo bol Bolivia|Plurinational State of Bolivia
bq bes Bonaire, Sint Eustatius and Saba|Bonaire|Caribbean Netherlands
br bra Brazil
bs bhs Bahamas, The|Commonwealth of The Bahamas
bt btn Bhutan
bv bvt Bouvet Island
bw bwa Botswana|Republic of Botswana
by blr Belarus|Republic of Belarus|Byelorussia
bz blz Belize
ca can Canada
cc cck Cocos (Keeling) Islands|Cocos Islands|Keeling Islands
cd cod Congo, Democratic Republic of the|DRC|DR Congo|Congo-Kinshasa|Zaire
cf caf Central African Republic
cg cog Congo, Republic of the|Congo-Brazzaville|Congo
ch che Switzerland|Swiss Confederation
ci civ Cote d'Ivoire|Cote d Ivoire|Ivory Coast
ck cok Cook Islands
cl chl Chile|Republic of Chile
cm cmr Cameroon|Republic of Cameroon
cn chn China|People's Republic of China|China, PRC|PRC|Mainland China
co col Colombia|Republic of Colombia
cr cri Costa Rica
cu cub Cuba|Republic of Cuba
cv cpv Cape Verde|Republic of Cabo Verde|Cabo Verde
cw cuw Curaçao
cx cxr Christmas Island
cy cyp Cyprus|Northern Cyprus|Turkish Republic of Northern Cyprus
cz cze Czech Republic|Czechia
de deu Germany|Federal Republic of Germany|East Germany|West Germany
de deu German Democratic Republic
dj dji Djibouti|Republic of Djibouti
dk dnk Denmark|Kingdom of Denmark
dm dma Dominica|Commonwealth of Dominica
do dom Dominican Republic
dz dza Algeria|People's Democratic Republic of Algeria
ec ecu Ecuador|Republic of Ecuador
ee est Estonia|Republic of Estonia
eg egy Egypt|Arab Republic of Egypt
eh esh Western Sahara|Sahrawi Arab Democratic Republic
er eri Eritrea
es esp Spain
et eth Ethiopia
fi fin Finland|Republic of Finland
fj fji Fiji|Republic of Fiji
fk flk Falkland Islands|Falkland Islands (Malvinas)
fm fsm Micronesia|Federated States of Micronesia|Micronesia (Federated State of)
fo fro Faroe Islands|Faeroe Islands
fr fra France|French Republic
ga gab Gabon|Gabonese Republic
gb gbr United Kingdom|United Kingdom of Great Britain and Northern Ireland|UK|Great Britain
gb gbr Britain|England|Scotland|Wales|Northern Ireland
gd grd Grenada
ge geo Georgia|Abkhazia|South Ossetia
gf guf French Guiana
gg ggy Guernsey|Bailiwick of Guernsey
gh gha Ghana
gi gib Gibraltar|British Overseas Territory of Gibraltar
gl grl Greenland
gm gmb Gambia, The
gn gin Guinea
gp glp Guadeloupe
gq gnq Equatorial Guinea
gr grc Greece|EL
gs sgs South Georgia and the South Sandwich Islands|South Georgia
gt gtm Guatemala
gu gum Guam
gw gnb Guinea-Bissau
gy guy Guyana
hk hkg Hong Kong|Hong Kong SAR|Hong Kong Special Administrative Region
hk hkg China, Hong Kong Special Administrative Region|Hong Kong SAR, China|Hong Kong, China
hm hmd Heard Island and McDonald Islands|Heard and McDonald Islands
hm hmd Heard Island and McDonald Islands (Australia)
hn hnd Honduras
hr hrv Croatia|Republic of Croatia
ht hti Haiti|Republic of Haiti
hu hun Hungary
id idn Indonesia|Republic of Indonesia
ie irl Ireland|Republic of Ireland
il isr Israel|State of Israel
im imn Isle of Man
in ind India|Republic of India
io iot British Indian Ocean Territory|Diego Garcia
iq irq Iraq|Republic of Iraq
ir irn Iran|Islamic Republic of Iran
is isl Iceland
it ita Italy|Republic of Italy
je jey Jersey|Bailiwick of Jersey
jm jam Jamaica
jo jor Jordan|Hashemite Kingdom of Jordan
jp jpn Japan
ke ken Kenya|Republic of Kenya
kg kgz Kyrgyzstan|Kyrgyz Republic
kh khm Cambodia|Kingdom of Cambodia
ki kir Kiribati
km com Comoros
kn kna St. Kitts and Nevis|Federation of Saint Christopher and Nevis
kp prk Korea, North|Democratic People's Republic of Korea|DPRK
kr kor Korea, South|Republic of Korea|ROK
kw kwt Kuwait
ky cym Cayman Islands
kz kaz Kazakhstan|Republic of Kazakhstan
la lao Laos|Lao People's Democratic Republic|Lao PDR
lb lbn Lebanon|Republic of Lebanon
lc lca St. Lucia
li lie Liechtenstein
lk lka Sri Lanka|Democratic Socialist Republic of Sri Lanka|Ceylon
lr lbr Liberia
ls lso Lesotho
lt ltu Lithuania
lu lux Luxembourg
lv lva Latvia
ly lby Libya|Libyan Arab Jamahiriya|State of Libya
ma mar Morocco
mc mco Monaco
md mda Moldova|Republic of Moldova|Transnistria
me mne Montenegro
mf maf Saint Martin|Collectivité de Saint-Martin|Saint Martin (French part)
mg mdg Madagascar
mh mhl Marshall Islands
mk mkd North Macedonia|Macedonia|Former Yugoslav Republic of Macedonia|FYROM
ml mli Mali|Republic of Mali|Northern Mali
mm mmr Burma|Myanmar|Myanmar (Burma)|Union of Myanmar|Republic of the Union of Myanmar
mn mng Mongolia
mo mac Macau|Macao SAR|Macao Special Administrative Region|Macao|Macau SAR
mp mnp Northern Mariana Islands
mq mtq Martinique
mr mrt Mauritania
ms msr Montserrat
mt mlt Malta|Republic of Malta
mu mus Mauritius
mv mdv Maldives
mw mwi Malawi
mx mex Mexico
my mys Malaysia
mz moz Mozambique
na nam Namibia
nc ncl New Caledonia
ne ner Niger
nf nfk Norfolk Island
ng nga Nigeria
ni nic Nicaragua|Republic of Nicaragua
nl nld Netherlands|Kingdom of the Netherlands|Holland
no nor Norway|Kingdom of Norway
np npl Nepal|Federal Democratic Republic of Nepal
nr nru Nauru|Naoero|Republic of Naoero
nu niu Niue
nz nzl New Zealand
om omn Oman|Sultanate of Oman
pa pan Panama|Republic of Panama
pe per Peru|Republic of Peru
pf pyf French Polynesia
pg png Papua New Guinea|Independent State of Papua New Guinea
ph phl Philippines|Republic of the Philippines
pk pak Pakistan|Islamic Republic of Pakistan
pl pol Poland|Republic of Poland
pm spm Saint Pierre and Miquelon
pn pcn Pitcairn Islands|Pitcairn
pr pri Puerto Rico
ps pse Palestinian Territories|Palestine|State of Palestine|Palestinian
ps pse Palestinian Territory, Occupied|Occupied Palestinian Territories|West Bank|Gaza
ps pse Gaza Strip|North Gaza|Northern Gaza
pt prt Portugal|Portuguese Republic
pw plw Palau
py pry Paraguay|Republic of Paraguay
qa qat Qatar|State of Qatar
re reu Réunion
ro rou Romania
rs srb Serbia|Republic of Serbia
ru rus Russia|Russian Federation
rw rwa Rwanda|Republic of Rwanda
sa sau Saudi Arabia|Kingdom of Saudi Arabia|KSA
sb slb Solomon Islands
sc syc Seychelles|Republic of Seychelles|Seycheles
sd sdn Sudan|Republic of the Sudan
se swe Sweden|Kingdom of Sweden
sg sgp Singapore|Republic of Singapore
sh shn Saint Helena, Ascension and Tristan da Cunha|Saint Helena|Ascension Island
sh shn Tristan da Cunha
si svn Slovenia|Republic of Slovenia
sj sjm Svalbard and Jan Mayen|Svalbard
sk svk Slovakia|Slovak Republic
sl sle Sierra Leone|Republic of Sierra Leone
sm smr San Marino|Republic of San Marino
sn sen Senegal|Republic of Senegal
so som Somalia|Federal Republic of Somalia
sr sur Suriname|Republic of Suriname
ss ssd South Sudan|Republic of South Sudan
st stp Sao Tome and Principe|Democratic Republic of São Tomé and Príncipe
sv slv El Salvador|Republic of El Salvador
sx sxm Sint Maarten|Sint Maarten (Dutch part)
sx sxm Sint Maarten (the Dutch two-fifths of the island of Saint Martin)
sy syr Syria|Syrian Arab Republic
sz swz Eswatini|Kingdom of Eswatini|Swaziland
tc tca Turks and Caicos Islands
td tcd Chad|Republic of Chad
tf atf French Southern Territories
tg tgo Togo|Togolese Republic
th tha Thailand|Kingdom of Thailand
tj tjk Tajikistan|Republic of Tajikistan
tk tkl Tokelau
tl tls Timor-Leste|East Timor
tm tkm Turkmenistan
tn tun Tunisia|Republic of Tunisia
to ton Tonga|Kingdom of Tonga
tr tur Türkiye|Republic of Türkiye|Turkey
tt tto Trinidad and Tobago|Trinidad
tv tuv Tuvalu
tw twn Taiwan|Taiwan (Province of China)|Taiwan, China|Chinese Taipei|Republic of China
tz tza Tanzania|United Republic of Tanzania
ua ukr Ukraine|Crimea|Crimea Region of Ukraine|Crimea (occupied)
ua ukr Autonomous Republic of Crimea|Sevastopol|Donetsk People's Republic
ua ukr Luhansk People's Republic
ug uga Uganda|Republic of Uganda
um umi U.S. Minor Outlying Islands|U.S. Outlying Islands
um umi United States Minor Outlying Islands
us usa United States|United States of America|U.S.|U.S.A.|America
uy ury Uruguay|Oriental Republic of Uruguay
uz uzb Uzbekistan|Republic of Uzbekistan
va vat Vatican City|Holy See|Holy See (Vatican)|Vatican|Holy See (Vatican City State)
va vat Vatican City State
vc vct St. Vincent and the Grenadines
ve ven Venezuela|Bolivarian Republic of Venezuela
vg vgb British Virgin Islands
vi vir U.S. Virgin Islands|Virgin Islands of the United States
vn vnm Vietnam|Socialist Republic of Vietnam|Viet Nam
vu vut Vanuatu|Republic of Vanuatu
wf wlf Wallis and Futuna|Territory of the Wallis and Futuna Islands
ws wsm Samoa|Independent State of Samoa
xk xkx Kosovo|Republic of Kosovo
ye yem Yemen|Republic of Yemen|South Yemen|North Yemen
yt myt Mayotte
za zaf South Africa|Republic of South Africa
zm zmb Zambia|Republic of Zambia
zw zwe Zimbabwe|Republic of Zimbabwe
"""
