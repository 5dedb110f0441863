using System.Net;

namespace OneLink.Admin.Outbound;

/// <summary>What the server answered, as far as the limits let it.</summary>
/// <param name="Url">Who answered: the last of the redirects that were followed.</param>
/// <param name="Status">Of any kind; it is the caller's to judge.</param>
/// <param name="Headers">Names in any letter case; of a header sent more than once, the first.</param>
/// <param name="Body">Decompressed.</param>
/// <param name="IsTruncated">Whether there was more of the body.</param>
internal sealed record OutboundResponse(
    Uri Url, HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, bool IsTruncated);
