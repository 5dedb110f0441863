using System.Buffers;
using System.Text.Json;
using OneLink.Shared.Feed;

namespace OneLink.Edge.AppLinks;

/// <summary>
/// <c>apple-app-site-association</c> of a domain
/// (https://developer.apple.com/documentation/xcode/supporting-associated-domains): which apps open its links. In the form
/// of iOS 13 and, beside it, in that of older systems.
/// </summary>
internal static class AppleAppsFile
{
    private const string Not = "NOT ";

    public static byte[] Write(AppleApps apps)
    {
        IReadOnlyCollection<string> paths = apps.Paths.Count > 0 ? apps.Paths : ["/*"];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("applinks");
            json.WriteStartArray("apps");
            json.WriteEndArray();
            json.WriteStartArray("details");
            foreach (string app in apps.AppIds)
            {
                WriteDetail(json, app, paths);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("webcredentials");
            WriteStrings(json, "apps", apps.AppIds);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDetail(Utf8JsonWriter json, string app, IReadOnlyCollection<string> paths)
    {
        json.WriteStartObject();
        json.WriteString("appID", app);
        WriteStrings(json, "appIDs", [app]);
        WriteStrings(json, "paths", paths);
        json.WriteStartArray("components");
        foreach (string path in paths)
        {
            json.WriteStartObject();
            json.WriteString("/", path.StartsWith(Not, StringComparison.Ordinal) ? path[Not.Length..] : path);
            if (path.StartsWith(Not, StringComparison.Ordinal))
            {
                json.WriteBoolean("exclude", value: true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
