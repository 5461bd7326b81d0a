using Flexportal.Silo.Commands;

return await Verbs.Run(args);
