namespace OneLink.Shared.Routing;

/// <summary>The variant that a visitor gets; default where the link has none.</summary>
public readonly ref struct LinkVariant
{
    internal LinkVariant(ReadOnlySpan<byte> bytes)
    {
        var reader = new SectionReader(bytes);
        Name = reader.ReadShortString();
        Outcome = new LinkOutcome(reader.Rest);
    }

    /// <summary>Empty where the link has no variants.</summary>
    public ReadOnlySpan<byte> Name { get; }

    public LinkOutcome Outcome { get; }
}
