namespace OneLink.Analytics.Schema;

/// <summary>The database holds another schema than this build expects; nothing was changed.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException()
    {
    }

    public SchemaException(string message)
        : base(message)
    {
    }

    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
