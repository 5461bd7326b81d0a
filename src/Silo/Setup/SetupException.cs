namespace Flexportal.Silo.Setup;

/// <summary>The installation is not set up rightly; the message tells the operator what to mend.</summary>
internal sealed class SetupException(string message) : Exception(message);
