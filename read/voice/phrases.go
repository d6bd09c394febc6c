package voice

// askers open a question that has lost its mark, as in machine transcripts.
var askers = []string{
	"can you ", "could you ", "would you ", "do you ", "did you ", "have you ", "are you ", "what is ", "what's your ",
	"how would ", "how did ", "how do ", "tell me ", "what do you ", "what made ", "why did ",
	"me puede ", "puede usted ", "podria ", "digame ", "cuenteme ", "cuentame ", "que le ", "como le ", "por que ",
}

// service are words of those who serve, sell or research, not of those who are
// served. They are folded.
var service = []string{
	"how can i help", "how may i help", "can i help you", "thank you for calling", "thanks for calling", "bear with me", "hold the line", "putting you through", "put you through",
	"anything else i can", "your account number", "customer number", "your telephone number", "your phone number", "your postcode", "your surname", "for you today", "let me check", "let me look", "let me just",
	"i'll just check", "i'll check that", "on the system", "welcome to", "thanks for joining", "thank you for taking the time", "thanks for taking the time", "thanks for making the time", "thank you for making the time",
	"if that's all right with you", "we're recording", "i'm going to ask", "your date of birth", "i'll transfer you", "sorry about that", "i do apologise", "apologies for", "i can arrange", "what's the number", "what is the number",
	"our customers", "our product", "our platform", "our team will", "share my screen", "shall i share", "let me share", "i've got the deck", "walk you through", "we'll get to", "we will get to", "i'll send you", "send that over",
	"i look after the", "i'd love to understand", "i'd like to hear", "would it be fair to say", "we can offer", "i can do you", "next steps from our side", "our onboarding",
	"en que puedo ayudar", "en que le puedo", "en que te puedo", "gracias por llamar", "le atiende", "te atiende", "le llamo de", "le llamamos de", "le llama ", "habla con ",
	"es el titular", "me puede decir su", "me facilita", "me confirma", "un momento por favor", "un momentito", "no cuelgue", "le consulto", "le paso con", "lamento ", "disculpe las molestias",
	"gracias por utilizar", "bienvenid", "desea algo mas", "alguna otra consulta", "algo mas en que", "le comunico", "permitame", "numero de cliente", "su numero de",
	"gracias por su tiempo", "gracias por dedicar", "gracias por hacer un hueco", "voy a hacerle", "nuestros clientes", "nuestra plataforma", "comparto pantalla", "lo comparto", "les cuento", "os cuento", "os voy contando",
	"van a ver", "vais a ver", "le muestro", "les muestro", "os enseno", "le mando ", "le envio ", "podemos ofrecer", "ofrecerle", "le ofrecemos",
}

// wanting are words of those who call because they need something. They are
// folded.
var wanting = []string{
	"i was wondering", "wonder if you", "i rang ", "i phoned", "just phoned", "just rung", "i was supposed", "how much does it cost", "how much would it", "if i was to", "do i need", "do i have to", "do i pay", "i'd like to ", "i would like to ", "i want to ", "i need to ", "i'm calling about", "i'm ringing about", "i'm phoning", "i'm trying to ", "i've been trying", "i've just had",
	"i've got a problem", "i have a problem", "my bill", "my account", "my phone", "my order", "my line", "my husband", "my wife", "is it possible to", "could you tell me", "can you tell me how", "could i have", "can i have", "could you put me",
	"queria ", "cuanto cuesta", "tengo que pagar", "he llamado", "les llame", "me dijeron que", "quisiera ", "me gustaria ", "quiero ", "necesito ", "tengo un problema", "llamo porque", "llamaba para", "llamaba por", "mi factura", "mi pedido", "mi cuenta", "mi linea", "me interesa", "me gustaria saber",
}
