using OneLink.Admin.Channels.Sending;
using static OneLink.Admin.Channels.Sending.ProviderError;

namespace OneLink.Admin.Channels.Meta;

/// <summary>
/// What the error codes of the Send APIs of Messenger and Instagram mean for a message
/// (https://developers.facebook.com/docs/messenger-platform/error-codes), by code or by code and subcode.
/// </summary>
internal static class GraphErrors
{
    private const string OutsideWindow = "More than 24 hours have passed since the contact last wrote";
    private const string Unavailable = "The contact cannot be reached: blocked, gone, or never written";

    public static IReadOnlyDictionary<string, ProviderError> All { get; } = new Dictionary<string, ProviderError>(StringComparer.Ordinal)
    {
        ["1"] = Passes("The provider has failed"),
        ["2"] = Passes("The provider is down or overloaded"),
        ["4"] = Throttles("The app has made too many requests"),
        ["10"] = Refuses("The app lacks a permission"),
        ["10/2018065"] = Refuses(OutsideWindow),
        ["10/2018108"] = Refuses(Unavailable),
        ["10/2018278"] = Refuses(OutsideWindow),
        ["10/2534022"] = Refuses(OutsideWindow),
        ["17"] = Throttles("Too many requests were made for this person"),
        ["32"] = Throttles("Too many requests were made for this page"),
        ["100"] = Refuses("The message is not valid"),
        ["100/2018001"] = Refuses(Unavailable),
        ["100/2534014"] = Refuses(Unavailable),
        ["190"] = Refuses("The access token has expired"),
        ["200"] = Refuses("The app lacks a permission"),
        ["200/1545041"] = Refuses(Unavailable),
        ["230"] = Refuses("The access token lacks a permission"),
        ["368"] = Refuses("The page is blocked for violating a policy"),
        ["551"] = Refuses(Unavailable),
        ["551/1545041"] = Refuses(Unavailable),
        ["613"] = Throttles("The page sends too many messages"),
        ["1200"] = Passes("The provider has failed"),
        ["80002"] = Throttles("The Instagram account has made too many requests"),
        ["80006"] = Throttles("The page has made too many requests"),
    };
}
