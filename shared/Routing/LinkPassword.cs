namespace OneLink.Shared.Routing;

/// <summary>What a link keeps of its password: PBKDF2 with SHA-256.</summary>
public readonly ref struct LinkPassword
{
    private readonly ReadOnlySpan<byte> _section;

    internal LinkPassword(ReadOnlySpan<byte> section)
    {
        _section = section;
        var reader = new SectionReader(section);
        Iterations = (int)reader.ReadUInt32();
        Salt = reader.ReadShortString();
        Hash = reader.ReadShortString();
    }

    public int Iterations { get; }

    public ReadOnlySpan<byte> Salt { get; }

    public ReadOnlySpan<byte> Hash { get; }

    /// <summary>The same in memory of its own, for use when the link's is no more.</summary>
    public LinkPassword Copy() => new(_section.ToArray());
}
