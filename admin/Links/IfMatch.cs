using Microsoft.Net.Http.Headers;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>The condition of <c>If-Match</c>: only this state of the link may be changed.</summary>
internal sealed class IfMatch
{
    private readonly IList<EntityTagHeaderValue>? _tags;

    private IfMatch(IList<EntityTagHeaderValue>? tags) => _tags = tags;

    public static IfMatch Of(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return new IfMatch(tags: null);
        }

        // What cannot be read names no state there is.
        return new IfMatch(EntityTagHeaderValue.TryParseList(request.Headers.IfMatch!, out var tags) ? tags : []);
    }

    /// <summary>The problem with changing <paramref name="link"/>, or null; there is no link where a PUT would create one.</summary>
    public Problem? Check(StoredLink? link)
    {
        var holds = _tags is null
            || (link is not null && _tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || string.Equals(tag.ToString(), link.ETag, StringComparison.Ordinal)));
        return holds ? null : KnownProblems.PreconditionFailed();
    }
}
