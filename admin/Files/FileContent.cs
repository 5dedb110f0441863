using System.Buffers.Binary;
using System.Text;

namespace OneLink.Admin.Files;

/// <summary>
/// Tells what bytes are by their beginning. A name or a declared type only decides between formats that begin alike (a
/// document of Word is a zip archive), and must not promise a picture or a recording where there is none. Markup and
/// scripts are plain text here: nothing that a browser would run has a type of its own.
/// </summary>
internal static class FileContent
{
    /// <summary>Bytes of the beginning that are enough: a tar archive names itself at 257.</summary>
    public const int HeadLength = 4096;

    private const string Zip = "application/zip";
    private const string OldOffice = "application/x-ole-storage";
    private const string PlainText = "text/plain";
    private const int TarMagicOffset = 257;

    private static readonly Dictionary<string, string> ZipTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odp"] = "application/vnd.oasis.opendocument.presentation",
        [".epub"] = "application/epub+zip",
    };

    private static readonly Dictionary<string, string> OldOfficeTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".doc"] = "application/msword",
        [".xls"] = "application/vnd.ms-excel",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".msg"] = "application/vnd.ms-outlook",
    };

    private static readonly Dictionary<string, string> TextTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".json"] = "application/json",
        [".ics"] = "text/calendar",
        [".vcf"] = "text/vcard",
        [".md"] = "text/markdown",
    };

    /// <summary>Names that promise a picture or a recording.</summary>
    private static readonly HashSet<string> MediaNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif",
        ".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac", ".amr",
        ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".3gp", ".mpg", ".mpeg",
    };

    /// <param name="head">At most <see cref="HeadLength"/> bytes of the beginning; all there are of a shorter file.</param>
    /// <param name="name">As the sender calls it.</param>
    /// <param name="declaredType">What the sender says it is.</param>
    /// <returns>The content type, or null for what cannot be told, is a program or is not what its name promises.</returns>
    public static string? TypeOf(ReadOnlySpan<byte> head, string name, string declaredType)
    {
        var extension = Path.GetExtension(name);
        var type = Media(head, declaredType) ?? Document(head, extension);
        if (type is not null)
        {
            return type;
        }

        return IsText(head) && !head.StartsWith("#!"u8) && !MediaNames.Contains(extension)
            ? TextTypes.GetValueOrDefault(extension, PlainText)
            : null;
    }

    /// <summary>The kind by which a message shows it: <c>image</c>, <c>audio</c>, <c>video</c> or <c>file</c>.</summary>
    public static string KindOf(string contentType) => contentType.Split('/')[0] is "image" or "audio" or "video" ? contentType.Split('/')[0] : "file";

    private static string? Media(ReadOnlySpan<byte> head, string declaredType) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "image/tiff",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var rest] => Riff(rest),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', _, _, _, _, ..] => IsoMedia(head[8..12], declaredType),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => declaredType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? "audio/webm" : "video/webm",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => head.IndexOf("theora"u8) >= 0 ? "video/ogg" : "audio/ogg",
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "audio/flac",
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "audio/amr",
        [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, 0xFB or 0xFA or 0xF3 or 0xF2, ..] => "audio/mpeg",
        [0xFF, 0xF1 or 0xF9, ..] => "audio/aac",
        [0, 0, 1, 0xBA or 0xB3, ..] => "video/mpeg",
        _ => null,
    };

    private static string? Riff(ReadOnlySpan<byte> rest)
        => rest.StartsWith("WEBP"u8) ? "image/webp" : rest.StartsWith("WAVE"u8) ? "audio/wav" : rest.StartsWith("AVI "u8) ? "video/x-msvideo" : null;

    /// <summary>By the major brand of an ISO base media file (ISO/IEC 14496-12 §4.3).</summary>
    private static string IsoMedia(ReadOnlySpan<byte> brand, string declaredType) => Encoding.Latin1.GetString(brand) switch
    {
        "heic" or "heix" or "hevc" or "mif1" or "msf1" => "image/heic",
        "avif" or "avis" => "image/avif",
        "qt  " => "video/quicktime",
        "M4A " or "M4B " => "audio/mp4",
        ['3', 'g', ..] => declaredType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? "audio/3gpp" : "video/3gpp",
        _ => declaredType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? "audio/mp4" : "video/mp4",
    };

    private static string? Document(ReadOnlySpan<byte> head, string extension)
    {
        if (head.Length >= sizeof(ulong) && BinaryPrimitives.ReadUInt64BigEndian(head) == 0xD0CF11E0A1B11AE1)
        {
            return OldOfficeTypes.GetValueOrDefault(extension, OldOffice);
        }

        return head switch
        {
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ZipTypes.GetValueOrDefault(extension, Zip),
            [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "application/rtf",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "application/x-7z-compressed",
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => "application/vnd.rar",
            [0x1F, 0x8B, ..] => "application/gzip",
            _ when head.Length > TarMagicOffset && head[TarMagicOffset..].StartsWith("ustar"u8) => "application/x-tar",
            _ => null,
        };
    }

    /// <summary>
    /// No control characters but those of text. Encodings are not told apart: what old programs write in one of their own
    /// is text as well, and UTF-16 is known by its mark.
    /// </summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        foreach (var value in head)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) or 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
