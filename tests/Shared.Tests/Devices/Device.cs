using System.Text;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

/// <summary>Classifies text, so that a test is one line.</summary>
internal static class Device
{
    public static DeviceInfo Of(string userAgent) => DeviceClassifier.Classify(Encoding.UTF8.GetBytes(userAgent), default);

    public static DeviceInfo Of(
        string userAgent,
        string platform = "",
        string mobile = "",
        string brands = "",
        string formFactors = "",
        string package = "") =>
        DeviceClassifier.Classify(Encoding.UTF8.GetBytes(userAgent), new ClientHints
        {
            SecChUa = Encoding.UTF8.GetBytes(brands),
            SecChUaMobile = Encoding.UTF8.GetBytes(mobile),
            SecChUaPlatform = Encoding.UTF8.GetBytes(platform),
            SecChUaFormFactors = Encoding.UTF8.GetBytes(formFactors),
            XRequestedWith = Encoding.UTF8.GetBytes(package),
        });
}
