namespace OneLink.Admin.Hosting;

/// <summary>The process cannot start; the message is one line that says what to do about it.</summary>
internal sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
