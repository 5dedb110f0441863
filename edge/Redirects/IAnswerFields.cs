namespace OneLink.Edge.Redirects;

/// <summary>Receives the header fields of an answer; each lane has its own way to send them.</summary>
internal interface IAnswerFields
{
    /// <param name="name">A constant.</param>
    /// <param name="value">ASCII, without line breaks.</param>
    void Add(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value);
}
