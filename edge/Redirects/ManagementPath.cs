using System.Text;

namespace OneLink.Edge.Redirects;

/// <summary>The paths of the edge's own endpoints, as they are written in a request: both lanes ask here before a path is taken for a slug.</summary>
internal static class ManagementPath
{
    public const string Health = "/healthz";
    public const string Readiness = "/readyz";
    public const string Metrics = "/metrics";

    /// <summary>Behind an underscore, as no slug is.</summary>
    public const string Digest = "/_store/digest";

    /// <param name="path">Raw path behind the first slash.</param>
    public static bool Matches(ReadOnlySpan<byte> path) => path.Length switch
    {
        6 => path.SequenceEqual("readyz"u8),
        7 => path.SequenceEqual("healthz"u8) || path.SequenceEqual("metrics"u8),
        13 => path.SequenceEqual("_store/digest"u8),
        _ => false,
    };

    /// <param name="target">The target of a request line: origin-form or absolute-form.</param>
    public static bool Matches(string target)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(target);
        RequestTarget.Split(bytes, out ReadOnlySpan<byte> path, out _);
        return Matches(path);
    }
}
