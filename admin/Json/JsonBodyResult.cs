using System.Diagnostics.CodeAnalysis;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Json;

/// <summary>Either a body or why there is none.</summary>
internal readonly struct JsonBodyResult
{
    private readonly JsonBody? _body;
    private readonly Problem? _problem;

    public JsonBodyResult(JsonBody body) => _body = body;

    public JsonBodyResult(Problem problem) => _problem = problem;

    public bool TryGet([NotNullWhen(true)] out JsonBody? body, [NotNullWhen(false)] out Problem? problem)
    {
        (body, problem) = (_body, _problem);
        return body is not null;
    }
}
