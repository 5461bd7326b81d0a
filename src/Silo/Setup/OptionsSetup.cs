using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Setup;

/// <summary>Every section is validated before anything starts; a wrong value is named at once.</summary>
internal static class OptionsSetup
{
    public static T AddSection<T>(this IHostApplicationBuilder builder, string section)
        where T : class, new()
    {
        builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        var value = builder.Configuration.GetSection(section).Get<T>() ?? new T();
        Check(value, section);
        return value;
    }

    // Setup code reads values before the host's own validation can run.
    private static void Check<T>(T value, string section)
        where T : class
    {
        var result = new DataAnnotationValidateOptions<T>(null).Validate(null, value);
        if (result.Failed)
        {
            throw new OptionsValidationException(section, typeof(T), result.Failures);
        }
    }
}
