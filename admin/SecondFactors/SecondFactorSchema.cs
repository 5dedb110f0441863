using OneLink.Admin.OpenApi;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SecondFactors;

/// <summary>The second step, as the API description shows it.</summary>
internal static class SecondFactorSchema
{
    private static readonly ApiField Password = new("password", ApiType.Text(SignInRequest.MaxSecret, 1), "The person's.") { IsRequired = true };

    private static readonly ApiField Code =
        new("code", ApiType.Text(SecondFactorRequest.MaxCode, 1).Like("492039"), "The device's six digits, or a recovery code. Each counts once.") { IsRequired = true };

    public static ApiObject ByPassword { get; } = ApiObject.Sent("TotpInput", "Who asks.", Password);

    public static ApiObject ByCode { get; } = ApiObject.Sent("TotpCodeInput", "That the device has the secret.", Code);

    public static ApiObject ByBoth { get; } = ApiObject.Sent("TotpProof", "Who asks, with the device in hand.", Password, Code);

    public static ApiObject State { get; } = ApiObject.Answered(
        "Totp",
        "Whether signing in by password takes a code as well.",
        new("enabled", ApiType.Flag, "Whether so."),
        new("enabledAt", ApiType.Time.OrNull(), "Since when."),
        new("recoveryCodesLeft", ApiType.Integer(0), "Those that were not used."));

    public static ApiObject Begun { get; } = ApiObject.Answered(
        "TotpSecret",
        "What an app that makes codes is given, this once.",
        new("secret", ApiType.Text().Like("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), "In Base32: HMAC-SHA-1, 6 digits, 30 seconds."),
        new("uri", ApiType.Text().Like("otpauth://totp/OneLink:ada%40acme.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=OneLink&algorithm=SHA1&digits=6&period=30"), "The same as an address."),
        new("qr", ApiType.Text(), "The address as a QR code: an SVG document."));

    public static ApiObject Codes { get; } = ApiObject.Answered(
        "TotpRecoveryCodes",
        "Codes for when the device is lost, shown this once.",
        new ApiField("recoveryCodes", ApiType.ListOf(ApiType.Text().Like("abcd-efgh-jkmn-2345")), "Each counts once in place of a code of the device."));
}
