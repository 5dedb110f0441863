using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>
/// What the server says in ActionCable's protocol (<c>actioncable-v1-json</c>, as the <c>@rails/actioncable</c> client reads
/// it): JSON texts, in UTF-8. An identifier is the text that the client subscribed with, given back as it was.
/// </summary>
internal static class CableFrames
{
    public const string Protocol = "actioncable-v1-json";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Welcome { get; } = """{"type":"welcome"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Ping(DateTimeOffset now) => Write(json =>
    {
        json.WriteString("type", "ping");
        json.WriteNumber("message", now.ToUnixTimeSeconds());
    });

    public static ReadOnlyMemory<byte> Confirmation(string identifier) => Answer(identifier, "confirm_subscription");

    public static ReadOnlyMemory<byte> Rejection(string identifier) => Answer(identifier, "reject_subscription");

    /// <param name="reason">One of ActionCable's: <c>server_restart</c>, <c>invalid_request</c>.</param>
    /// <param name="reconnect">Whether the client should try again.</param>
    public static ReadOnlyMemory<byte> Disconnect(string reason, bool reconnect) => Write(json =>
    {
        json.WriteString("type", "disconnect");
        json.WriteString("reason", reason);
        json.WriteBoolean("reconnect", reconnect);
    });

    /// <param name="identifier">The subscription.</param>
    /// <param name="message">A JSON value.</param>
    public static ReadOnlyMemory<byte> Message(string identifier, ReadOnlyMemory<byte> message) => Write(json =>
    {
        json.WriteString("identifier", identifier);
        json.WritePropertyName("message");
        json.WriteRawValue(message.Span, skipInputValidation: true);
    });

    private static ReadOnlyMemory<byte> Answer(string identifier, string type) => Write(json =>
    {
        json.WriteString("identifier", identifier);
        json.WriteString("type", type);
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
