using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>What became of a row.</summary>
internal sealed record ImportedRow(ImportResult Result, StoredLink? Link, Problem? Problem)
{
    public static ImportedRow Failed(Problem problem) => new(ImportResult.Failed, Link: null, problem);
}
