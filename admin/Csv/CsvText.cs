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

        // A header begins with two characters of ASCII.
        var encoding = first[..length] switch
        {
            [not 0, 0, not 0, 0] => Encoding.Unicode,
            [0, not 0, 0, not 0] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true);
    }
}
