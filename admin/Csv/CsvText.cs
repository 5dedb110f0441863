using System.Text;

namespace OneLink.Admin.Csv;

/// <summary>Opens a file as text: UTF-8 or UTF-16, told by its mark or, where it has none, by its first bytes.</summary>
internal static class CsvText
{
    /// <summary>Stands where bytes were no characters.</summary>
    public const char Unreadable = '\uFFFD';

    private const int Look = 4;

    public static StreamReader Open(Stream file)
    {
        Span<byte> first = stackalloc byte[Look];
        var length = file.ReadAtLeast(first, Look, throwOnEndOfStream: false);
        file.Position = 0;

        return new StreamReader(file, length == Look ? EncodingOf(first) : Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
    }

    /// <summary>A header begins with two characters of ASCII.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> first) => first switch
    {
        [not 0, 0, not 0, 0] => Encoding.Unicode,
        [0, not 0, 0, not 0] => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };
}
