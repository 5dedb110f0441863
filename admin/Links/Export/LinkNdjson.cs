using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OneLink.Admin.Links.Bulk;

namespace OneLink.Admin.Links.Export;

/// <summary>A link's JSON a line: what <c>POST /links</c> takes again.</summary>
internal sealed class LinkNdjson : ILinkFormat
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ContentType => NdjsonCreation.ContentType;

    public string FileName => "links.ndjson";

    public void WriteStart(IBufferWriter<byte> output)
    {
        // The first line is a link already.
    }

    public void WriteLink(IBufferWriter<byte> output, LinkResponse link)
    {
        using (var writer = new Utf8JsonWriter(output, Relaxed))
        {
            JsonSerializer.Serialize(writer, link, LinksJson.Relaxed.LinkResponse);
        }

        output.Write("\n"u8);
    }
}
