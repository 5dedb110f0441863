namespace OneLink.Shared.Routing;

/// <summary>What a link keeps of its password: PBKDF2 with SHA-256.</summary>
public readonly ref struct LinkPassword
{
    internal LinkPassword(ReadOnlySpan<byte> section)
    {
        var reader = new SectionReader(section);
        Iterations = (int)reader.ReadUInt32();
        Salt = reader.ReadShortString();
        Hash = reader.ReadShortString();
    }

    public int Iterations { get; }

    public ReadOnlySpan<byte> Salt { get; }

    public ReadOnlySpan<byte> Hash { get; }
}
