using System.Buffers;
using System.Text.Json;
using OneLink.Shared.Feed;

namespace OneLink.Edge.AppLinks;

/// <summary><c>assetlinks.json</c> of a domain (https://developers.google.com/digital-asset-links/v1/statements): which app opens its links.</summary>
internal static class AndroidAppsFile
{
    public static byte[] Write(AndroidApp app)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteStartArray("relation");
            json.WriteStringValue("delegate_permission/common.handle_all_urls");
            json.WriteEndArray();
            json.WriteStartObject("target");
            json.WriteString("namespace", "android_app");
            json.WriteString("package_name", app.Package);
            json.WriteStartArray("sha256_cert_fingerprints");
            foreach (string fingerprint in app.Fingerprints)
            {
                json.WriteStringValue(fingerprint);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
