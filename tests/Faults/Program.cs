using Flexportal.Tests.Faults.Child;
using Xunit.Runner.InProc.SystemConsole;

return args is ["silo", ..] ? await FaultySilo.Run() : await ConsoleRunner.Run(args);
