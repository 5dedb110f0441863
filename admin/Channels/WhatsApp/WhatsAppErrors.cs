using OneLink.Admin.Channels.Sending;
using static OneLink.Admin.Channels.Sending.ProviderError;

namespace OneLink.Admin.Channels.WhatsApp;

/// <summary>What the Cloud API's error codes mean for a message (https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes).</summary>
internal static class WhatsAppErrors
{
    public static IReadOnlyDictionary<string, ProviderError> All { get; } = new Dictionary<string, ProviderError>(StringComparer.Ordinal)
    {
        ["0"] = Refuses("The access token is not valid"),
        ["1"] = Passes("The provider has failed"),
        ["2"] = Passes("The provider is down or overloaded"),
        ["3"] = Refuses("The access token lacks a capability"),
        ["4"] = Throttles("The app has made too many requests"),
        ["10"] = Refuses("The access token lacks a permission"),
        ["33"] = Refuses("The phone number of the business is gone"),
        ["100"] = Refuses("The message is not valid"),
        ["190"] = Refuses("The access token has expired"),
        ["200"] = Refuses("The access token lacks a permission"),
        ["368"] = Refuses("The business is blocked for violating a policy"),
        ["80007"] = Throttles("The business account has made too many requests"),
        ["130429"] = Throttles("The phone number sends too many messages"),
        ["130472"] = Refuses("The recipient is part of an experiment of the provider"),
        ["130497"] = Refuses("The business may not write to people in this country"),
        ["131000"] = Passes("The provider has failed"),
        ["131005"] = Refuses("The access token lacks a permission"),
        ["131008"] = Refuses("The message lacks something"),
        ["131009"] = Refuses("The message is not valid"),
        ["131016"] = Passes("The provider is away for a while"),
        ["131021"] = Refuses("The recipient is the sender"),
        ["131026"] = Refuses("The message cannot be delivered: the recipient has no WhatsApp, or not a version that takes it"),
        ["131030"] = Refuses("The recipient is not among those to whom a test number may write"),
        ["131031"] = Refuses("The business account is locked"),
        ["131037"] = Refuses("The display name of the phone number is not approved"),
        ["131042"] = Refuses("The business account has a problem with its payment"),
        ["131045"] = Refuses("The phone number is not registered"),
        ["131047"] = Refuses("More than 24 hours have passed since the contact last wrote: only templates may be sent"),
        ["131048"] = Throttles("Too many messages of this phone number were marked as spam"),
        ["131049"] = Refuses("The provider withholds marketing messages to this contact"),
        ["131050"] = Refuses("The contact wants no marketing messages"),
        ["131051"] = Refuses("The provider does not know this kind of message"),
        ["131052"] = Refuses("The file that came with the message could not be fetched"),
        ["131053"] = Refuses("The file of the message could not be fetched or is not supported"),
        ["131056"] = new(SendResult.Later, "Too many messages to this contact in a short time") { IsLimit = true },
        ["131057"] = Passes("The business account is being maintained"),
        ["132000"] = Refuses("The number of the template's parameters is not right"),
        ["132001"] = Refuses("There is no such template in this language"),
        ["132005"] = Refuses("The template's text is too long with these parameters"),
        ["132007"] = Refuses("The template violates a policy"),
        ["132012"] = Refuses("A parameter of the template has the wrong form"),
        ["132015"] = Refuses("The template is paused"),
        ["132016"] = Refuses("The template is disabled"),
        ["132068"] = Refuses("The flow is blocked"),
        ["132069"] = new(SendResult.Later, "The flow is throttled") { IsLimit = true },
        ["133004"] = Passes("The provider is away for a while"),
        ["133010"] = Refuses("The phone number is not registered"),
        ["135000"] = Refuses("The provider does not take the parameters of the message"),
    };
}
