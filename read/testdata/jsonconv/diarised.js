export const data = {"language":"es","segments":[
{"start":"0.5","end":"1.9","text":"Buenos días, le llamo de Acme. ¿Usted es el titular?","speaker":"SPEAKER_01"},
{"start":"2.0","end":"2.9","text":"Sí, soy yo.","speaker":"SPEAKER_00"},
{"start":"5.0","end":"4.0","text":"¿Tiene un minuto?","speaker":"SPEAKER_01"},
{"start":"-3","end":"6.0","text":"No mucho.","speaker":"SPEAKER_00"}]};
