"""Given and family names common enough to tell a person in the lists of Part 744.

Chosen for the languages of the lists (Arabic, Persian, Pashto, Urdu, Russian, Turkish, Chinese,
Malay, Western European). A name that is missing leaves its bearer unknown; a word that is also a
common noun or a brand ("Star", "Rose") is left out on purpose.
"""

_LISTED = """
abbas abd abdallah abdel abdelaziz abdolreza abdul abdulla abdullah abdurrahman abolfazl adel
adib adnan ahmad ahmed akbar akram ali alireza amin amina amir ammar anwar aref arash arif
asad ashraf asif ayman aziz babak bahman bahram basheer bashir behnam behnaz behrouz behzad
bilal bijan daoud dariush davoud ebrahim elaheh elham emad fadi fahad faisal farah faraj farhad
farid faridah farrokh farrukh farshid farzad fatima fawzi fazal fazel fazil feroz ghasem
ghassem ghulam habib hadi hafiz hakim hamad hamed hamid hamideh hamza hani hanif haq haqqani
hasan hassan hatem heidar hesam hesham hooman hormoz hosein hossein hossain huda husayn husein
hussain hussein ibrahim idris imad imran iqbal iraj ismail issa jaafar jabbar jafar jalal jamal
jamil jamshid javad javed jawad kamal kamran karim karimi kaveh kazem keivan khaled khalid
khalil khan khosrow latif mahdi mahmood mahmoud mahmud mahsa majid malik mansoor mansour mansur
maryam masood masoud mazen mehdi mehran mehrdad milad mirza mohamad mohamed mohammad mohammadi
mohammed mohd mohsen mojtaba mokhtar morteza moslem mostafa muhamad muhammad muhammed mujahid
murad mustafa nabil nader nadir nasser naser nasir nasiri navid nawaz nazir noor nur omar omid
osama parviz payam pouya qadir qasim rahim rahman ramazan ramin rana rashed rashid rasoul raza
razaq rehan reza rezaei riyad rouhollah roya saad sadegh sadeq saeb saeed saeid said sajjad
salah saleh salehi salem salim samir samira sardar sayed sayyed seyed seyyed shah shahab
shahid shahin shahram shehab shervin sher siamak sohail soheil suleiman syed taha tahir talal
tariq usman vahid waleed walid waseem yahya yaqoob yasin yousef youssef yunus yusuf yusof zaher
zahra zaid zain zia ziad
aleksander aleksandr aleksandra aleksei aleksey aleksej alexander alexandr alexandra alexandre
alexei alexey anastasia anastasiya anatoli anatolii anatoliy anatoly andrei andrey andriy anna
anton arkady artem artur boris bogdan danil denis dimitar dimitri dimitriy dmitri dmitriy
dmitry eduard ekaterina elena elizaveta evgeni evgenia evgeniy evgeny fedor fyodor galina
gennadiy gennady georgi georgiy gleb grigori grigory igor ilya irina ivan kirill konstantin
kuznetsov ksenia larisa leonid lev liubov lyubov lyudmila maksim margarita maria mariana marina
mariya maxim mihail mikhail milan nadezhda natalia natalie natalya nikita nikolai nikolay oksana
oleg olga pavel petr pyotr roman ruslan sergei sergey sergi sofia stanislav stepan svetlana
taras tatiana tatyana timofey timur vadim valentin valentina valeri valeriy valery vasili
vasiliy vasily viacheslav victor viktor vitali vitaliy vitaly vladimir vladislav volodymyr
vyacheslav yana yaroslav yekaterina yelena yelizaveta yevgeni yevgeniy yevgeny yulia yuliya
yuri yuriy zurab
adrian alan albert alex alexis allan allen andre andreas andrew andy anita anne antoine anthony
antonio arthur benjamin bernard bob brian bruce calvin carl carlos carmen caroline catherine
charles charlotte chris christian christof christopher claude daniel david dennis diana donald
donna edward eli eliyahu elizabeth emma eric ernst evelyn ferdinand fernando francis
francisco francois frank franz fred frederic gary george gerard gerhard giovanni giuseppe
gordon graham gregory guido guillermo gunther hans harold harry heinrich helen henri henry
herbert hermann hugo ian ingrid isaac jack jackson jacob jacques james jan jane jason javier
jean jeff jeffrey jennifer jerry jessica jim jimmy joachim joe johann johannes john johnny
jonathan jorge jose josef joseph juan juergen julia julian julie jurgen karen karl katherine
katrina keith kenneth kevin klaus larry laura laurent lawrence leonard linda lisa louis luc
luca lucas luis luigi marc marcel marco marcus margaret mario mark markus martin martina mary
matthew matthias maurice michael michel michelle miguel mike monica nancy nathalie nicholas
nicolas nicole niki norbert olivier oscar oswald otto pablo pamela patricia patrick paul paula
pedro peter philip philippe phillip pierre pietro rachel ralph ramon raymond rebecca ricardo
richard robert roberto rodrigo roger roland ronald rudolf ryan sam samuel sandra sarah sean
sebastian sharon simon sophie stefan stefano stephan stephane stephen steve steven stuart susan
sylvia teresa terry theodore thomas timothy tobias tom tony valerie vera vincent walter warren
werner wilhelm william wolfgang yves
ahmet aydin ayse burak cemal cenk cengiz emre ergin erol fatih fulya hakan halil hasan huseyin
ibrahim ismail kemal kerem mehmet mesut murat mustafa necati okan omer orhan osman ozturk resit
serkan sinan suleyman tolga turker umit yavuz yilmaz yusuf
cai cao chan chang chao chen cheng cheung choi chong chow chu chung deng ding dong fang feng
fong fung gao guo han hao ho hou hsu hu huang hui hwang jiang jin jing kang kim kong kwan kwok
kwong lam lau lee leung liang liao lim lin ling liu lu luo ma mak meng mok ng ngai ong ouyang
pan park peng qian qiao qin qiu ren shao shen shi shih siu song su sun tam tan tang tian tok
tse tsui wan wang wei weng wong wu xia xiao xie xin xing xiong xu xue yan yang yao ye yeung yi
yin yip yong yoon you yu yuan yue zeng zhan zhang zhao zheng zhong zhou zhu zhuang zou
anil arora arun ashok deepak kapil krishna kumar manoj nair patel rajesh rajiv rakesh ramesh
ravi sanjay sharma singh sunil suresh vijay
"""

#: Lower case, one word each.
GIVEN_NAMES = frozenset(_LISTED.split())
