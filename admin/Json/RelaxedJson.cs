using System.Text.Encodings.Web;
using System.Text.Json;

namespace OneLink.Admin.Json;

/// <summary>
/// Writes letters of any script, quotes and ampersands as they are. The default escapes them for JSON inside HTML; these
/// answers are never that, and people read them.
/// </summary>
internal static class RelaxedJson
{
    /// <summary>For trees, which need no type information.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Of(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
