using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>A row of a file: the link that it asks for, or why it cannot be read.</summary>
internal sealed record ImportRow(JsonBody? Body, Problem? Problem)
{
    public static ImportRow Of(JsonBodyResult read) => read.TryGet(out var body, out var problem) ? new ImportRow(body, Problem: null) : new ImportRow(Body: null, problem);

    public static ImportRow Refused(string reason) => new(Body: null, KnownProblems.BadRequest(reason));
}
