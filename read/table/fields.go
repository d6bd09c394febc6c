package table

import (
	"strings"

	"github.com/heedhq/heed/read/voice"
)

// The fields that a column may be mapped to, with --map or by its header.
// "answer" is an open answer: a turn under the column's header as question.
// "rating" is a figure that the participant gave. "attribute" describes the
// participant. "ignore" leaves a column out.
const (
	fID           = "id"
	fTurn         = "turn"
	fSpeaker      = "speaker"
	fRole         = "role"
	fText         = "text"
	fQuestion     = "question"
	fAnswer       = "answer"
	fRating       = "rating"
	fStart        = "start"
	fEnd          = "end"
	fDate         = "date"
	fKind         = "kind"
	fLanguage     = "language"
	fStudy        = "study"
	fSegment      = "segment"
	fOrganisation = "organisation"
	fStage        = "stage"
	fChannel      = "channel"
	fParticipant  = "participant"
	fEmail        = "email" // of the participant: it names them where nothing else does
	fTitle        = "role_title"
	fSubject      = "title"
	fRelationship = "relationship"
	fBuyingRole   = "buying_role"
	fAttribute    = "attribute"
	fIgnore       = "ignore"
)

// Fields lists what --map may name.
var Fields = []string{
	fID, fTurn, fSpeaker, fRole, fText, fQuestion, fAnswer, fRating, fStart, fEnd, fDate, fKind, fLanguage, fStudy, fSegment,
	fOrganisation, fStage, fChannel, fParticipant, fEmail, fTitle, fSubject, fRelationship, fBuyingRole, fAttribute, fIgnore,
}

// headers maps a folded header to a field, in English and Spanish.
var headers = func() map[string]string {
	m := map[string]string{}
	for field, list := range map[string]string{
		fID: `id|conversation id|conversation|conversationid|conv id|session id|session|call id|call|chat id|chat|ticket id|ticket|ticket number|thread id|thread|response id|responseid|` +
			`respondent id|respondent|case|case id|review id|interview|interview id|dialogue id|transcript id|record id|submission id|uuid|#|no|n|num|` +
			`id conversacion|conversacion|id de conversacion|sesion|llamada|id llamada|id respuesta|encuestado|caso|entrevista|id entrevista|folio|numero`,
		fTurn:    `turn|turn id|turn number|turn no|seq|sequence|order|position|line|utterance|utterance id|message number|index|idx|turno|orden|linea|secuencia`,
		fSpeaker: `speaker|speaker name|speaker label|who|from|sender|sender name|author|author name|user name|username|agent or customer|hablante|quien|autor|emisor|remitente|interlocutor|voz|nombre del hablante|reviewer|resenador`,
		fRole:    `role|speaker role|speaker type|sender type|author type|rol|papel|tipo de hablante`,
		fText: `text|transcript|message|body|content|utterance text|utterances|comment|comments|review|review text|review body|feedback|verbatim|verbatims|response|reply|description|post|tweet|dialogue|dialog|conversation text|turn text|freetext|free text|` +
			`texto|transcripcion|mensaje|contenido|comentario|comentarios|resena|opinion|opiniones|respuesta|descripcion|cuerpo|intervencion|frase|que dijo`,
		fQuestion: `question|prompt|pregunta|question text|texto de la pregunta`,
		fStart:    `start|start time|starttime|begin|offset|timestamp|start s|start sec|in|inicio|comienzo|tiempo|start ms|time in|time|sent|message time|hora|enviado a las`,
		fEnd:      `end|end time|endtime|stop|out|fin|final|time out`,
		fDate: `date|created|created at|created on|submitted|submitted at|submit date|submission date|completed at|response date|start date|end date|startdate|enddate|recordeddate|date created|date modified|date submitted|recorded date|datetime|date time|sent at|review date|call date|` +
			`fecha|fecha de creacion|fecha de respuesta|fecha de envio|creado|enviado|marca temporal|fecha y hora`,
		fKind:         `kind|type|conversation type|tipo|tipo de conversacion`,
		fLanguage:     `language|userlanguage|user language|lang|locale|idioma|lengua`,
		fStudy:        `study|project|estudio|proyecto`,
		fSegment:      `segment|customer segment|group|cohort|persona|segmento|grupo|cohorte|tipo de cliente|customer type`,
		fOrganisation: `organisation|organization|company|company name|account|account name|customer company|employer|empresa|organizacion|compania|cuenta`,
		fStage:        `stage|journey stage|lifecycle stage|phase|etapa|fase`,
		fChannel:      `channel|source|platform|canal|fuente|plataforma|origen`,
		fParticipant:  `participant|participant name|name|full name|customer|customer name|respondent name|contact|contact name|client|requester|requester name|submitted by|solicitante|enviado por|participante|nombre|nombre completo|cliente|contacto|nombre del cliente`,
		fEmail:        `email|e mail|email address|e mail address|mail|requester email|customer email|contact email|user email|respondent email|correo|correo electronico|direccion de correo|direccion de correo electronico`,
		fTitle:        `role title|job title|title role|job|position title|occupation|your role|what is your role|your job title|what is your job title|cargo|puesto|puesto de trabajo|ocupacion|funcion|profesion|su cargo|cual es su cargo|cual es tu cargo|su puesto`,
		fSubject:      `title|subject|review title|headline|conversation title|topic|titulo|asunto|tema`,
		fRelationship: `relationship|customer status|relacion|tipo de relacion`,
		fBuyingRole:   `buying role|buyer role|rol de compra|papel en la compra`,
		fRating: `rating|ratings|stars|star rating|score|nps|nps score|csat|csat score|ces|satisfaction|overall rating|likelihood to recommend|` +
			`valoracion|puntuacion|estrellas|nota|calificacion|satisfaccion|recomendacion`,
		fIgnore: `ip address|ip|ipaddress|status|progress|duration (in seconds)|finished|distributionchannel|distribution channel|locationlatitude|locationlongitude|externalreference|recipientlastname|recipientfirstname|recipientemail|user agent|network id|collector id|direccion ip|phone|phone number|telephone|mobile|telefono|movil|telefono movil`,
	} {
		for h := range strings.SplitSeq(list, "|") {
			m[h] = field
		}
	}
	return m
}()

// foldHeader brings a header to the form of the table above.
func foldHeader(h string) string {
	h = voice.Fold(strings.NewReplacer("-", " ", ".", " ", "/", " ", "*", " ").Replace(h))
	return strings.Trim(h, " :?¿#")
}

// questionWords open the header of an open or a rated question.
var questionWords = []string{
	"what ", "why ", "how ", "which ", "when ", "where ", "who ", "please ", "tell us", "describe ", "if you ", "in your own words", "anything else", "is there ", "do you ", "would you ",
	"any other", "additional comments", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9",
	"que ", "por que", "como ", "cual ", "cuando ", "donde ", "quien ", "cuentenos", "cuentanos", "describa", "describe", "si usted", "si pudiera", "con sus palabras", "con tus palabras", "algo mas", "hay algo", "en que ",
	"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9",
}

// asksOpenly reports whether a header reads as a question.
func asksOpenly(header string) bool {
	if strings.ContainsAny(header, "?¿") {
		return true
	}
	f := voice.Fold(header)
	for _, w := range questionWords {
		if strings.HasPrefix(f, w) {
			return true
		}
	}
	return false
}

// ratingWords stand in the headers of rated questions.
var ratingWords = []string{
	"rate ", "rating", "nps", "csat", "score", "scale", "0-10", "0 to 10", "1-5", "1 to 5", "1-10", "likely ", "likelihood", "satisf", "how easy", "effort", "recommend", "stars",
	"valor", "puntu", "escala", "0 a 10", "1 a 5", "1 al 5", "0 al 10", "probable", "recomend", "facil", "esfuerzo", "nota ", "estrellas",
}

func asksRating(header string) bool {
	f := voice.Fold(header)
	for _, w := range ratingWords {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}
