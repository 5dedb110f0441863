using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace OneLink.Admin.Stats;

/// <summary>
/// The <c>ETag</c> of an answer about clicks, over all of it but the time at which it was made: a tool that polls gets 304
/// as long as nobody clicked. An answer may be kept, never used without asking, as a click has to be seen within seconds.
/// </summary>
internal static class StatsTag
{
    private const int TagBytes = 16;

    /// <summary>Whoever may not keep the answer for others, and asks each time.</summary>
    public static void SetCaching(HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, X-Api-Key, Accept";
    }

    /// <summary>Sets the tag of an answer, and 304 where the client has the answer already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stable">The answer without what changes from one moment to the next.</param>
    /// <param name="about">What else tells two answers apart.</param>
    /// <returns>Whether there is nothing to send.</returns>
    public static bool IsKnown(HttpContext context, ReadOnlySpan<byte> stable, string about = "")
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(about));
        hash.AppendData(stable);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, TagBytes))}\"", isWeak: true);
        context.Response.GetTypedHeaders().ETag = tag;
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
