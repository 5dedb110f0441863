using System.Text.RegularExpressions;

namespace OneLink.Client.Tests.Operations;

/// <summary>An operation of the API.</summary>
/// <param name="Id">Its <c>operationId</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Fits the paths of its calls.</param>
/// <param name="Query">Parameters that stand behind the question mark.</param>
internal sealed record DescribedOperation(string Id, string Method, Regex Path, IReadOnlyList<string> Query);
