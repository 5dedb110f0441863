namespace OneLink.Analytics.Embedded.Statements;

/// <summary>Finds the end of the header that every chunk but the first repeats.</summary>
internal static class RepeatedHeader
{
    internal static int LengthIn(ReadOnlySpan<byte> chunk, ChunkJoin join) => join switch
    {
        ChunkJoin.DropOneLine => Lines(chunk, 1),
        ChunkJoin.DropTwoLines => Lines(chunk, 2),
        ChunkJoin.DropOneCsvLine => CsvLines(chunk, 1),
        ChunkJoin.DropTwoCsvLines => CsvLines(chunk, 2),
        ChunkJoin.DropBinaryNames => BinaryTexts(chunk, 1),
        ChunkJoin.DropBinaryNamesAndTypes => BinaryTexts(chunk, 2),
        _ => 0,
    };

    private static int Lines(ReadOnlySpan<byte> chunk, int count)
    {
        var length = 0;
        for (; count > 0; count--)
        {
            var end = chunk[length..].IndexOf((byte)'\n');
            if (end < 0)
            {
                return chunk.Length;
            }

            length += end + 1;
        }

        return length;
    }

    /// <summary>A quoted name may hold a line break; quotes inside of it are doubled, which leaves their number even.</summary>
    private static int CsvLines(ReadOnlySpan<byte> chunk, int count)
    {
        var quoted = false;
        for (var position = 0; position < chunk.Length; position++)
        {
            quoted ^= chunk[position] == '"';
            if (!quoted && chunk[position] == '\n' && --count == 0)
            {
                return position + 1;
            }
        }

        return chunk.Length;
    }

    /// <summary>RowBinary: the number of columns, then as many texts for each list, all with LEB128 lengths.</summary>
    private static int BinaryTexts(ReadOnlySpan<byte> chunk, int lists)
    {
        var length = 0;
        var columns = ReadLength(chunk, ref length);
        for (var text = columns * (ulong)lists; text > 0; text--)
        {
            var bytes = ReadLength(chunk, ref length);
            length = checked(length + (int)bytes);
        }

        return length;
    }

    private static ulong ReadLength(ReadOnlySpan<byte> chunk, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = chunk[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
