using System.IO.Compression;
using System.Text.Json;

namespace OneLink.Shared.Tests.Devices;

/// <summary>A user agent with what is known about it; null where its source does not say.</summary>
internal sealed record LabelledDevice(
    string UserAgent,
    string? PackageName,
    string? Platform,
    string? DeviceClass,
    string? InApp,
    int? Bot)
{
    /// <summary>Reads JSON lines, compressed or not.</summary>
    public static IReadOnlyList<LabelledDevice> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content);
        var rows = new List<LabelledDevice>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                using var json = JsonDocument.Parse(line);
                rows.Add(Row(json.RootElement));
            }
        }

        return rows;
    }

    private static LabelledDevice Row(JsonElement row) => new(
        row.GetProperty("ua").GetString()!,
        row.TryGetProperty("ch", out var hints) && hints.ValueKind == JsonValueKind.Object && hints.TryGetProperty("x-requested-with", out var package)
            ? package.GetString()
            : null,
        Text(row, "platform"),
        Text(row, "device_class"),
        Text(row, "inapp"),
        row.GetProperty("bot") is { ValueKind: JsonValueKind.Number } bot ? bot.GetInt32() : null);

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
