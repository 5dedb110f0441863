using System.Buffers;
using System.Text;
using System.Text.Json;
using OneLink.Admin.Csv;

namespace OneLink.Admin.Links.Export;

/// <summary>
/// CSV with a column for each field of a link, named like it. Texts stand as they are, everything that is no text as JSON,
/// null as nothing.
/// </summary>
internal sealed class LinkCsv : ILinkFormat
{
    public string ContentType => "text/csv; charset=utf-8";

    public string FileName => "links.csv";

    public void WriteStart(IBufferWriter<byte> output) => Write(output, LinksJson.Relaxed.LinkResponse.Properties.Select(property => property.Name));

    public void WriteLink(IBufferWriter<byte> output, LinkResponse link)
        => Write(output, JsonSerializer.SerializeToElement(link, LinksJson.Relaxed.LinkResponse).EnumerateObject().Select(field => Text(field.Value)));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static void Write(IBufferWriter<byte> output, IEnumerable<string> fields)
        => Encoding.UTF8.GetBytes(string.Join(',', fields.Select(CsvField.Of)) + "\r\n", output);
}
