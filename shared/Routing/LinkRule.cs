namespace OneLink.Shared.Routing;

/// <summary>A rule of a compiled link; default where none holds.</summary>
public readonly ref struct LinkRule
{
    internal LinkRule(ReadOnlySpan<byte> bytes)
    {
        var reader = new SectionReader(bytes);
        Name = reader.ReadShortString();
        Conditions = reader.ReadPart();
        Outcome = new LinkOutcome(reader.ReadPart());
        Variants = new VariantList(reader.Rest);
    }

    public ReadOnlySpan<byte> Name { get; }

    /// <summary>For <see cref="RuleConditions"/>.</summary>
    public ReadOnlySpan<byte> Conditions { get; }

    public LinkOutcome Outcome { get; }

    /// <summary>Empty where the link's variants apply.</summary>
    public VariantList Variants { get; }
}
