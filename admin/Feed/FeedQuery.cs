using System.Globalization;
using OneLink.Admin.Edges;
using OneLink.Admin.Problems;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>What an edge asks the feed for.</summary>
/// <param name="Scope">The accounts that it asks for, as far as it may have them.</param>
/// <param name="Carried">Fingerprint of the accounts that it has the links of; 0 for all.</param>
internal sealed record FeedQuery(FeedScope Scope, ulong Carried)
{
    /// <summary>Reads <c>accounts</c> and <c>scope</c>.</summary>
    /// <returns>Null exactly where there is a problem.</returns>
    public static FeedQuery? Read(IQueryCollection query, Edge edge, out Problem? problem)
    {
        problem = null;
        if (!FeedScope.TryParse(query["accounts"].ToString(), out var asked))
        {
            problem = KnownProblems.BadRequest("accounts must be ids of accounts, separated by commas.");
            return null;
        }

        if (!TryRead(query, "scope", NumberStyles.AllowHexSpecifier, out var carried))
        {
            problem = KnownProblems.BadRequest("scope must be the fingerprint that the snapshot began with, in hexadecimal digits.");
            return null;
        }

        var scope = asked.Within(edge.Scope);
        if (scope.IsEmpty)
        {
            problem = KnownProblems.AccountsNotAllowed(edge.Name, edge.Accounts);
            return null;
        }

        return new FeedQuery(scope, carried);
    }

    /// <summary>A number in the query, 0 where it is not given.</summary>
    public static bool TryRead(IQueryCollection query, string name, NumberStyles style, out ulong value)
    {
        var text = query[name].ToString();
        value = 0;
        return text.Length == 0 || ulong.TryParse(text, style, CultureInfo.InvariantCulture, out value);
    }
}
