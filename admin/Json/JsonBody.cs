using System.Text.Json;

namespace OneLink.Admin.Json;

/// <summary>A parsed body and the memory it lies in.</summary>
internal sealed class JsonBody(JsonDocument document) : IDisposable
{
    public JsonElement Root => document.RootElement;

    public void Dispose() => document.Dispose();
}
