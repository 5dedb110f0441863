namespace OneLink.Shared.Clicks;

/// <summary>
/// Five UTM values as one block of bytes: source, medium, campaign, term, content, each one length byte and that many
/// UTF-8 bytes. The empty span means five empty values, so that links without campaigns pay nothing.
/// </summary>
public static class UtmBlock
{
    /// <summary>Number of values in a block.</summary>
    public const int Count = 5;

    /// <summary>Largest block: five lengths and five values of 255 bytes.</summary>
    public const int MaxBytes = Count * (1 + byte.MaxValue);

    /// <summary>Value <paramref name="index"/> (0-4) of a block; empty where the block is empty or cut short.</summary>
    public static ReadOnlySpan<byte> Get(ReadOnlySpan<byte> block, int index)
    {
        for (int i = 0; ; i++)
        {
            if (block.IsEmpty || block[0] >= block.Length)
            {
                return default;
            }

            if (i == index)
            {
                return block.Slice(1, block[0]);
            }

            block = block[(1 + block[0])..];
        }
    }
}
