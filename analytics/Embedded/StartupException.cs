namespace OneLink.Analytics.Embedded;

/// <summary>The host cannot start, for a reason that its operator can mend; the message is the one line that is shown.</summary>
internal sealed class StartupException(string message) : Exception(message);
