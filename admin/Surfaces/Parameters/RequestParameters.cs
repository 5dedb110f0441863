using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>
/// What a request gives, whichever way it was written: JSON keeps its types, forms and queries give text. A parameter of
/// handlers; unknown names are ignored by never being asked for.
/// </summary>
internal sealed class RequestParameters(JsonObject tree, IReadOnlyDictionary<string, List<IFormFile>> files, bool isForm)
{
    /// <summary>Called by the framework for a handler's parameter.</summary>
    public static async ValueTask<RequestParameters?> BindAsync(HttpContext context) => await RequestBody.ReadAsync(context);

    /// <summary>The fields of an object within a request.</summary>
    public static RequestParameters Of(JsonObject fields) => new(fields, new Dictionary<string, List<IFormFile>>(StringComparer.Ordinal), isForm: false);

    public JsonObject Tree => tree;

    public bool Has(string name) => tree.ContainsKey(name) || files.ContainsKey(name);

    /// <summary>The files sent under a name, with or without <c>[]</c> behind it.</summary>
    public IReadOnlyList<IFormFile> Files(string name) => files.TryGetValue(name, out var found) ? found : [];

    /// <summary>
    /// The fields of a resource: those wrapped under its name, else in JSON the flat ones. A form must be wrapped.
    /// </summary>
    /// <returns>Null where a form, or a body that is no object, lacks the name.</returns>
    public RequestParameters? Under(string name)
    {
        if (tree.TryGetPropertyValue(name, out var wrapped) && wrapped is JsonObject fields)
        {
            return new RequestParameters((JsonObject)fields.DeepClone(), FilesUnder(name), isForm);
        }

        var below = FilesUnder(name);
        return below.Count > 0 ? new RequestParameters([], below, isForm) : isForm || tree.ContainsKey("_json") ? null : this;
    }

    /// <summary><c>label[avatar]</c> is <c>avatar</c> of the label.</summary>
    private Dictionary<string, List<IFormFile>> FilesUnder(string name)
        => files.Where(file => file.Key.StartsWith(name + "[", StringComparison.Ordinal))
            .ToDictionary(file => file.Key[(name.Length + 1)..].Replace("]", "", StringComparison.Ordinal), file => file.Value, StringComparer.Ordinal);
}
